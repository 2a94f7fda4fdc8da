// The card of the selection: a node with its connections, an edge, or one statement.

import { citeNodeButtons } from "./citation.ts";
import {
  data,
  edges,
  edgeTypes,
  type GraphEdge,
  type GraphNode,
  kinds,
  known,
  labelOf,
  middleOf,
  nodes,
  otherEnd,
  propertyLabel,
  type Statement,
  statementsById,
} from "./data.ts";
import { cellParts, closeCell } from "./gap-map.ts";
import { isPinned } from "./graph.ts";
import { hideNode, togglePin } from "./graph-keys.ts";
import { kindListParts } from "./kind-list.ts";
import { pathParts } from "./path-card.ts";
import { pathEnds } from "./path.ts";
import { openPathForm } from "./path-form.ts";
import { standingOf } from "./standing.ts";
import { change, openIds, state, toggle, toggleOpen } from "./state.ts";
import { nodeButton } from "./links.ts";
import { statementBlock } from "./statement.ts";
import { edgeSwatch, kindSwatch, statusBadge } from "./swatch.ts";
import { kindsAround } from "./visible.ts";
import { byId, el, words } from "../shared/dom.ts";
import { copyButton } from "../shared/saving.ts";
import { capital } from "../shared/text.ts";

/** Groups of statements stand open as long as the card stays short. */
const OPEN_UP_TO = 8;

export function showCard(): void {
  const card = byId("card");
  const parts = cardParts();
  if (parts && card.hidden) keepFrom(card);
  card.hidden = !parts;
  byId("page").classList.toggle("with-card", Boolean(parts));
  card.replaceChildren(...(parts ?? []));
  card.scrollTop = 0;
}

/** A card that comes up under a finger must not take the tap that brought it. */
const STILL = 400;

function keepFrom(card: HTMLElement): void {
  card.classList.add("fresh");
  setTimeout(() => card.classList.remove("fresh"), STILL);
}

/** Draw the card again without losing the place in it. */
function redraw(): void {
  const card = byId("card");
  const focused = document.activeElement?.getAttribute("aria-label");
  const { scrollTop } = card;
  showCard();
  card.scrollTop = scrollTop;
  const again = [...card.querySelectorAll("button")].find((one) => one.getAttribute("aria-label") === focused);
  if (focused) again?.focus();
}

function cardParts(): HTMLElement[] | null {
  const edge = edges.get(state.select);
  const statement = statementsById.get(state.select);
  const node = nodes.get(state.select);
  if (node) return nodeCard(node);
  if (edge) return edgeCard(edge);
  if (statement) return statementCard(statement);
  if (state.list) return kindListParts((title) => cardTop(null, title));
  if (state.view === "map") return cellParts((title) => cardTop(null, title));
  return state.path && state.view === "graph" ? pathParts(...pathEnds(state.path), cardTop) : null;
}

/** Escape takes the card away, and the focus back to what it came from. */
export function buildCardKeys(): void {
  byId("card").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    closeCard();
    if (byId("card").hidden) (state.view === "graph" ? byId("canvas") : byId(`view-${state.view}`)).focus();
  });
}

function closeCard(): void {
  if (state.select) change({ select: "" });
  else if (state.list) change({ list: "" });
  else if (state.view === "map") closeCell();
  else change({ path: "" });
}

function cardTop(swatch: SVGElement | null, name: string): HTMLElement {
  return el(
    "div",
    { class: "card-top" },
    el("p", { class: "kind" }, swatch, el("span", {}, name)),
    el(
      "button",
      {
        type: "button",
        class: "small",
        onclick: closeCard,
        "aria-label": "Close the card",
      },
      "Close",
    ),
  );
}

function linkButton(): HTMLElement {
  return copyButton("Copy link", () => location.href);
}

function nodeCard(node: GraphNode): HTMLElement[] {
  const aliases = node.edges
    .filter((edge) => edge.type === "alias-of" && edge.to === node.id)
    .map((edge) => labelOf(edge.from));
  const names = [...new Set([...aliases, ...node.names])];
  const groups = nodeGroups(node);
  const open = groups.reduce((sum, group) => sum + group.size, 0) <= OPEN_UP_TO;
  return [
    cardTop(kindSwatch(node.kind), known(kinds, node.kind).label),
    el("h2", {}, words(node.label)),
    names.length > 0
      ? el(
          "p",
          { class: "names" },
          "Also: ",
          names.flatMap((name, index) => [index > 0 ? ", " : "", words(name)]),
        )
      : null,
    nodeActions(node),
    citeNodeButtons(node),
    standingOf(node, redraw),
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
  ].filter((part) => part !== null);
}

function action(label: string, onclick: () => void, pressed?: boolean): HTMLElement {
  return el("button", { type: "button", class: "small", onclick, "aria-pressed": pressed?.toString() }, label);
}

function nodeActions(node: GraphNode): HTMLElement {
  const open = openIds().includes(node.id);
  const text = data.texts.some(({ subject, content }) => subject === node.id && content);
  return el(
    "div",
    { class: "actions" },
    action(open ? "Collapse" : "Expand", () => toggleOpen(node.id)),
    action("Show only its surroundings", () => change({ focus: node.id, view: "graph", jump: true })),
    action("Path to …", () => openPathForm(node.id)),
    text ? action("Read the text", () => change({ view: "text", text: node.id })) : null,
    action("Pin", () => togglePin(node.id), isPinned(node.id)),
    action("Hide", () => hideNode(node.id)),
    linkButton(),
    expansion(node),
  );
}

/** Bring in the neighbours of one kind: how many there are is said before they come. */
function expansion(node: GraphNode): HTMLElement | null {
  const around = kindsAround(node);
  if (around.length === 0) return null;
  const buttons = around.map(([kind, count]) => {
    const key = `${node.id}~${kind}`;
    const turn = () => {
      toggle("open", key);
      change({ view: "graph" });
    };
    return el(
      "button",
      { type: "button", class: "small key-button", "aria-pressed": String(state.open.has(key)), onclick: turn },
      kindSwatch(kind),
      el("span", {}, known(kinds, kind).label),
      el("span", { class: "count" }, count.toLocaleString("en")),
    );
  });
  const block = el("details", { class: "expansion" }, el("summary", {}, "Expand by kind"), el("div", { class: "buttons" }, buttons));
  block.open = [...state.open].some((key) => key.startsWith(`${node.id}~`));
  return block;
}

function factLines([name, value]: [string, string]): HTMLElement[] {
  return [el("dt", {}, name), el("dd", {}, doiLink(value) ?? words(value))];
}

/** The one kind of address the page offers to follow: a DOI, and only when the reader clicks. */
function doiLink(value: string): HTMLElement | null {
  const doi = value.replace(/^https:\/\/doi\.org\//, "");
  if (!/^10\.\d{4,9}\/\S+$/.test(doi)) return null;
  const link = el("a", { rel: "noreferrer noopener", target: "_blank", class: "plain" }, words(value));
  link.setAttribute("href", `https://doi.org/${doi.split("/").map(encodeURIComponent).join("/")}`);
  return link;
}

type Part = "lead" | "edge" | "text" | "title";
type Build = () => HTMLElement | HTMLElement[];

/** What stands together on a card, under one summary line. */
interface Group {
  part: Part;
  title: string;
  size: number;
  builders: Build[];
}

const HEADINGS: Record<Part, string> = { lead: "", edge: "Connections", text: "Sentences by section", title: "" };
const TITLE_PROPERTIES = new Set(["dcterms:title", "ag:category", "ag:subfield"]);

/** What is said of a node: the lead, its edges by type, its sentences by section, its title. */
function nodeGroups(node: GraphNode): Group[] {
  const groups: Record<Part, Map<string, Group>> = {
    lead: new Map(),
    edge: new Map(),
    text: new Map(),
    title: new Map(),
  };
  const put = (part: Part, title: string, build: Build) => {
    const group = groups[part].get(title) ?? { part, title, size: 0, builders: [] };
    groups[part].set(title, group);
    group.size += 1;
    group.builders.push(build);
  };
  for (const statement of node.statements.filter((one) => !one.object)) {
    put(partOf(statement), sectionOf(statement), () => statementBlock(statement, node.id));
  }
  for (const edge of sortedEdges(node)) {
    const type = known(edgeTypes, edge.type);
    const outwards = edge.from === node.id || type.symmetric;
    put("edge", outwards ? type.label : `${type.label}\nincoming`, () => edgeLines(edge, node.id));
  }
  return Object.values(groups).flatMap((part) => [...part.values()]);
}

function partOf({ property }: Statement): Part {
  if (property === "dcterms:abstract") return "lead";
  return TITLE_PROPERTIES.has(property) ? "title" : "text";
}

function sectionOf(statement: Statement): string {
  if (TITLE_PROPERTIES.has(statement.property)) return "Title and category";
  return capital(statement.quotes[0]?.section || propertyLabel(statement.property));
}

function sortedEdges(node: GraphNode): GraphEdge[] {
  const order = [...edgeTypes.keys()];
  const place = (id: string) => Number(known(nodes, id).facts.find(([name]) => name === "order")?.[1] ?? 0);
  return [...node.edges].sort(
    (one, other) =>
      order.indexOf(one.type) - order.indexOf(other.type) ||
      place(otherEnd(one, node.id)) - place(otherEnd(other, node.id)) ||
      labelOf(otherEnd(one, node.id)).localeCompare(labelOf(otherEnd(other, node.id)), "en"),
  );
}

/** An edge with words shows them; one without, from a list or scheme, shows its other end. */
function edgeLines(edge: GraphEdge, from: string): HTMLElement | HTMLElement[] {
  if (edge.statements.length > 0) return edge.statements.map((statement) => statementBlock(statement, from));
  const end = otherEnd(edge, from);
  return el("ul", { class: "neighbours" }, el("li", {}, kindSwatch(known(nodes, end).kind), nodeButton(end)));
}

/** A group builds its content when it is first opened: cards of entries hold hundreds of quotes. */
function groupBlock({ title, size, builders }: Group, open: boolean): HTMLElement {
  const [name = "", direction] = title.split("\n");
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
  const build = () => {
    if (block.childElementCount === 1) block.append(...builders.flatMap((builder) => builder()));
  };
  block.addEventListener("toggle", build);
  if (open) {
    build();
    block.open = true;
  }
  return block;
}

function edgeCard(edge: GraphEdge): HTMLElement[] {
  const type = known(edgeTypes, edge.type);
  return [
    cardTop(edgeSwatch(edge.type), type.label),
    el(
      "h2",
      {},
      nodeButton(edge.from),
      el("span", {}, type.symmetric ? " – " : " → "),
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
  ].filter((part) => part !== null);
}

function statementCard(statement: Statement): HTMLElement[] {
  return [
    cardTop(kindSwatch(known(nodes, statement.subject).kind), propertyLabel(statement.property)),
    el("h2", {}, nodeButton(statement.subject)),
    el("div", { class: "actions" }, linkButton()),
    statementBlock(statement),
  ];
}
