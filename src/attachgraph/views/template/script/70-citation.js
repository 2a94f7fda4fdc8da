// Ready citations of statements and nodes, and the way to the clipboard.

function citeStatement(statement) {
  const quotes = statement.quotes.map((quote) => `“${quote.exact}” (${placeOf(quote)})`);
  const what = quotes.length > 0 ? quotes.join("; ") : sentenceOf(statement);
  const sources = statement.citations.map(
    ({ intent, source }) => `${data.intents[intent] ?? "cites"} ${fullReference(source)}`,
  );
  return [
    `${what}.`,
    `Status: ${statement.status}.`,
    sources.length > 0 ? `${capital(sources.join("; "))}.` : "",
    `attachgraph dataset, ${iriOf(statement.id)}`,
  ]
    .filter(Boolean)
    .join(" ");
}

function citeNode(node) {
  const reference = fullReference(node.id);
  return `${reference}${/[.!?]$/.test(reference) ? "" : "."} attachgraph dataset, ${iriOf(node.id)}`;
}

function sentenceOf(statement) {
  return `${labelOf(statement.subject)} ${propertyLabel(statement.property)} ${statement.object ? labelOf(statement.object) : statement.text}`;
}

function placeOf(quote) {
  return [
    quote.title,
    quote.section && `“${quote.section}”`,
    quote.start >= 0 && `characters ${quote.start}–${quote.end}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** The bibliographic reference of a source where the dataset has one, else its label. */
function fullReference(id) {
  return nodes.get(id)?.reference || labelOf(id);
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A button that copies a text; the text is made when it is asked for. */
function copyButton(label, text) {
  const button = el("button", { type: "button", class: "small" }, label);
  button.onclick = async () => {
    const done = await copy(text());
    button.textContent = done ? "Copied" : "Copying was refused";
    announce(button.textContent);
    setTimeout(() => (button.textContent = label), 1800);
  };
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOldWay(text);
  }
}

/** Pages from disk may not use the clipboard in every browser, but may copy a selection. */
function copyOldWay(text) {
  const area = el("textarea", { class: "unseen", "aria-hidden": "true" });
  area.value = text;
  const before = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before?.focus();
  return done;
}
