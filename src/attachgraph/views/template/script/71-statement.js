// One statement: what is said, in whose words, where, and who supports or disputes it.

/** A button that goes to a node; `jump` also brings it into the picture. */
function nodeButton(id, label = labelOf(id)) {
  if (!nodes.has(id)) return words(label);
  return el("button", { type: "button", class: "plain", onclick: () => change({ select: id, jump: true }) }, words(label));
}

function statementBlock(statement) {
  return el(
    "article",
    { class: "statement" },
    statement.object || statement.quotes.every((quote) => quote.exact !== statement.text) ? tripleLine(statement) : null,
    statement.quotes.flatMap(quoteLines),
    el("p", {}, statusBadge(statement.status, { long: true })),
    statement.citations.length > 0 ? el("ul", { class: "sources" }, statement.citations.map(citationLine)) : null,
    copyButton("Copy as citation", () => citeStatement(statement)),
  );
}

function tripleLine(statement) {
  return el(
    "p",
    { class: "triple" },
    nodeButton(statement.subject),
    el("span", { class: "edge" }, ` ${propertyLabel(statement.property)} `),
    statement.object ? nodeButton(statement.object) : words(statement.text),
  );
}

function quoteLines(quote) {
  return [el("blockquote", {}, words(quote.exact)), el("p", { class: "where" }, words(placeOf(quote)))];
}

function citationLine({ intent, source }) {
  const reference = fullReference(source);
  const known = reference === labelOf(source);
  return el(
    "li",
    {},
    el("span", { class: "intent" }, `${data.intents[intent] ?? "cites"} `),
    nodeButton(source),
    known ? null : words(reference, { class: "full" }),
  );
}
