// The card of the selection: a node with its connections, an edge, or one statement.

/** Groups of statements stand open as long as the card stays short. */
const OPEN_UP_TO = 8;

function showCard() {
  const card = byId("card");
  const parts = cardParts();
  card.hidden = !parts;
  byId("page").classList.toggle("with-card", Boolean(parts));
  card.replaceChildren(...(parts ?? []));
  card.scrollTop = 0;
}

function cardParts() {
  const edge = edges.get(state.select);
  const statement = statementsById.get(state.select);
  if (nodes.has(state.select)) return nodeCard(nodes.get(state.select));
  if (edge) return edgeCard(edge);
  return statement ? statementCard(statement) : null;
}

function cardTop(swatch, name) {
  return el(
    "div",
    { class: "card-top" },
    el("p", { class: "kind" }, swatch, el("span", {}, name)),
    el(
      "button",
      {
        type: "button",
        class: "small",
        onclick: () => change({ select: "" }),
        "aria-label": "Close the card",
      },
      "Close",
    ),
  );
}

function linkButton() {
  return copyButton("Copy link", () => location.href);
}

function nodeCard(node) {
  const aliases = node.edges
    .filter((edge) => edge.type === "alias-of" && edge.to === node.id)
    .map((edge) => labelOf(edge.from));
  const names = [...new Set([...aliases, ...node.names])];
  const groups = nodeGroups(node);
  const open = groups.reduce((sum, group) => sum + group.size, 0) <= OPEN_UP_TO;
  return [
    cardTop(kindSwatch(node.kind), kinds.get(node.kind).label),
    el("h2", {}, words(node.label)),
    names.length > 0
      ? el(
          "p",
          { class: "names" },
          "Also: ",
          names.flatMap((name, index) => [index > 0 ? ", " : "", words(name)]),
        )
      : null,
    el(
      "div",
      { class: "actions" },
      el(
        "button",
        {
          type: "button",
          class: "small",
          onclick: () => change({ focus: node.id, view: "graph", jump: true }),
        },
        "Show only its surroundings",
      ),
      copyButton("Copy as citation", () => citeNode(node)),
      linkButton(),
    ),
    node.facts.length > 0 ? el("dl", { class: "facts" }, node.facts.flatMap(factLines)) : null,
    ...groups.flatMap((group, index) => [
      groups[index - 1]?.part !== group.part && HEADINGS[group.part]
        ? el("h3", {}, HEADINGS[group.part])
        : null,
      groupBlock(group, open || index === 0),
    ]),
    groups.length === 0
      ? el("p", { class: "hint" }, "No text of this dataset asserts anything about it.")
      : null,
    data.focus && !middleOf(data.focus).has(node.id)
      ? el(
          "p",
          { class: "hint" },
          "This page holds only what touches ",
          words(labelOf(data.focus)),
          ". The whole dataset may say more.",
        )
      : null,
  ].filter(Boolean);
}

function factLines([name, value]) {
  return [el("dt", {}, name), el("dd", {}, doiLink(name, value) ?? words(value))];
}

/** The one kind of address the page offers to follow: a DOI, and only when the reader clicks. */
function doiLink(name, value) {
  const doi = value.replace(/^https:\/\/doi\.org\//, "");
  if (!/^10\.\d{4,9}\/\S+$/.test(doi)) return null;
  const link = el("a", { rel: "noreferrer noopener", target: "_blank", class: "plain" }, words(value));
  link.setAttribute("href", `https://doi.org/${doi.split("/").map(encodeURIComponent).join("/")}`);
  return link;
}

const HEADINGS = { lead: "", edge: "Connections", text: "Sentences by section", title: "" };
const TITLE_PROPERTIES = new Set(["dcterms:title", "ag:category", "ag:subfield"]);

/** What is said of a node: the lead, its edges by type, its sentences by section, its title. */
function nodeGroups(node) {
  const groups = { lead: new Map(), edge: new Map(), text: new Map(), title: new Map() };
  const put = (part, title, build) => {
    if (!groups[part].has(title)) groups[part].set(title, { part, title, size: 0, builders: [] });
    groups[part].get(title).size += 1;
    groups[part].get(title).builders.push(build);
  };
  for (const statement of node.statements.filter((one) => !one.object)) {
    put(partOf(statement), sectionOf(statement), () => statementBlock(statement, node.id));
  }
  for (const edge of sortedEdges(node)) {
    const type = edgeTypes.get(edge.type);
    const outwards = edge.from === node.id || type.symmetric;
    put("edge", outwards ? type.label : `${type.label}\nincoming`, () => edgeLines(edge, node.id));
  }
  return Object.values(groups).flatMap((part) => [...part.values()]);
}

function partOf({ property }) {
  if (property === "dcterms:abstract") return "lead";
  return TITLE_PROPERTIES.has(property) ? "title" : "text";
}

function sectionOf(statement) {
  if (TITLE_PROPERTIES.has(statement.property)) return "Title and category";
  return capital(statement.quotes[0]?.section || propertyLabel(statement.property));
}

function sortedEdges(node) {
  const order = [...edgeTypes.keys()];
  const place = (id) => Number(nodes.get(id).facts.find(([name]) => name === "order")?.[1] ?? 0);
  return [...node.edges].sort(
    (one, other) =>
      order.indexOf(one.type) - order.indexOf(other.type) ||
      place(otherEnd(one, node.id)) - place(otherEnd(other, node.id)) ||
      labelOf(otherEnd(one, node.id)).localeCompare(labelOf(otherEnd(other, node.id)), "en"),
  );
}

/** An edge with words shows them; one without, from a list or scheme, shows its other end. */
function edgeLines(edge, from) {
  if (edge.statements.length > 0) return edge.statements.map((statement) => statementBlock(statement, from));
  const end = otherEnd(edge, from);
  return el("ul", { class: "neighbours" }, el("li", {}, kindSwatch(nodes.get(end).kind), nodeButton(end)));
}

/** A group builds its content when it is first opened: cards of entries hold hundreds of quotes. */
function groupBlock({ title, size, builders }, open) {
  const [name, direction] = title.split("\n");
  const block = el(
    "details",
    { class: "group" },
    el(
      "summary",
      {},
      words(name, { class: "name" }),
      el("span", { class: "count" }, [direction, size.toLocaleString("en")].filter(Boolean).join(", ")),
    ),
  );
  const build = () =>
    block.childElementCount === 1 && block.append(...builders.flatMap((builder) => builder()));
  block.addEventListener("toggle", build);
  if (open) {
    build();
    block.open = true;
  }
  return block;
}

function edgeCard(edge) {
  return [
    cardTop(edgeSwatch(edge.type), edgeTypes.get(edge.type).label),
    el(
      "h2",
      {},
      nodeButton(edge.from),
      el("span", {}, edgeTypes.get(edge.type).symmetric ? " – " : " → "),
      nodeButton(edge.to),
    ),
    edge.status ? el("p", {}, statusBadge(edge.status, { long: true })) : null,
    el("div", { class: "actions" }, linkButton()),
    ...edge.statements.map((statement) => statementBlock(statement)),
    edge.statements.length === 0
      ? el(
          "p",
          { class: "hint" },
          "This edge comes from an authority list or a concept scheme; no text asserts it.",
        )
      : null,
  ].filter(Boolean);
}

function statementCard(statement) {
  return [
    cardTop(kindSwatch(nodes.get(statement.subject).kind), propertyLabel(statement.property)),
    el("h2", {}, nodeButton(statement.subject)),
    el("div", { class: "actions" }, linkButton()),
    statementBlock(statement),
  ];
}
