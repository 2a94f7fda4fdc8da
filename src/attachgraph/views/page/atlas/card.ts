// The card: of a node its sentences, names and edges; of a cluster what is in it.

import { change } from "./address.ts";
import { announce, byId, el, words } from "../shared/dom.ts";
import { proseOf } from "../shared/prose.ts";
import { capital, countOf } from "../shared/text.ts";
import { edges, edgesOf, kindOf, nodes, otherEnd, overview, parts, partsOf, sentencesOf, type Sentence } from "./data.ts";

const MOST_LISTED = 100;

export interface Chosen {
  node: number;
  cluster: number;
}

export type Choose = (chosen: Chosen) => void;

export function nodeButton(node: number, choose: Choose, label = nodes.labels[node] ?? ""): HTMLElement {
  return el("button", { type: "button", class: "plain", onclick: () => choose({ node, cluster: -1 }) }, words(label));
}

export function clusterButton(cluster: number, choose: Choose): HTMLElement {
  return el("button", { type: "button", class: "plain", onclick: () => choose({ node: -1, cluster }) }, words(overview.clusters[cluster]?.name ?? ""));
}

/** The card of a node or a cluster; nothing of neither. */
export function cardOf({ node, cluster }: Chosen, choose: Choose): HTMLElement[] {
  if (node >= 0) return nodeCard(node, choose);
  return cluster >= 0 ? clusterCard(cluster, choose) : [];
}

/** Fill the card; no parts close it. */
export function showCard(parts: HTMLElement[], onClose: () => void): void {
  const card = byId("card");
  card.hidden = parts.length === 0;
  const close = el("button", { type: "button", class: "small close", onclick: onClose }, "Close");
  card.replaceChildren(close, ...parts);
  card.scrollTop = 0;
  if (!card.hidden) announce(card.querySelector("h2")?.textContent ?? "");
}

function clusterCard(number: number, choose: Choose): HTMLElement[] {
  const cluster = overview.clusters[number] as (typeof overview.clusters)[number];
  const members = Array.from({ length: Math.min(cluster.count, MOST_LISTED) }, (_, place) => cluster.first + place);
  const bundles = overview.bundles.filter(([one, other]) => one === number || other === number);
  return [
    el("p", { class: "kind" }, "Cluster"),
    el("h2", {}, words(cluster.name)),
    section(
      `${countOf(cluster.count, "member", "members")}, the most connected first`,
      members.map((node) => el("li", {}, nodeButton(node, choose))),
      cluster.count - members.length,
    ),
    section(
      "Edges to other clusters",
      bundles.map(([one, other, count]) =>
        el("li", { class: "pair" }, clusterButton(one === number ? other : one, choose), el("span", { class: "count" }, count.toLocaleString("en"))),
      ),
      0,
    ),
  ];
}

function nodeCard(node: number, choose: Choose): HTMLElement[] {
  const read = () => change({ view: "text", "text.of": nodes.ids[node] ?? "", "text.words": "", "text.status": "" });
  const said = el(
    "section",
    { "aria-busy": "true" },
    el("h3", {}, countOf(nodes.said[node] ?? 0, "sentence", "sentences"), " ", el("button", { type: "button", class: "small", onclick: read }, "Read in order")),
  );
  void sentencesOf(node).then((found) => {
    said.append(el("ol", { class: "sentences" }, found.map((one) => sentence(one, node, choose))));
    if (found.length < (nodes.said[node] ?? 0)) said.append(el("p", { class: "hint" }, `This page has ${countOf(found.length, "sentence", "sentences")} of it, the most contested. `, wholePage(node)));
    said.removeAttribute("aria-busy");
  });
  const groups = new Map<string, number[]>();
  for (const edge of edgesOf(node)) {
    const label = (edges.types[edges.type[edge] as number]?.label ?? "") + (edges.from[edge] === node ? "" : " (incoming)");
    groups.set(label, [...(groups.get(label) ?? []), otherEnd(edge, node)]);
  }
  const held = new Map<string, string[]>();
  for (const part of partsOf(node)) {
    const label = overview.kinds[parts.kind[part] as number]?.label ?? "";
    held.set(label, [...(held.get(label) ?? []), parts.labels[part] as string]);
  }
  return [
    el("p", { class: "kind" }, overview.kinds[kindOf(node)]?.label ?? ""),
    el("h2", {}, words(nodes.labels[node] ?? "")),
    el("p", { class: "hint" }, wholePage(node)),
    ...(nodes.said[node] ? [said] : []),
    ...[...held].map(([label, names]) =>
      section(`${label}, ${names.length.toLocaleString("en")}`, names.slice(0, MOST_LISTED).map((name) => el("li", {}, words(name))), names.length - MOST_LISTED),
    ),
    ...[...groups].map(([label, ends]) =>
      section(`${label}, ${ends.length.toLocaleString("en")}`, ends.slice(0, MOST_LISTED).map((end) => el("li", {}, nodeButton(end, choose))), ends.length - MOST_LISTED),
    ),
  ];
}

export function section(heading: string, items: HTMLElement[], left: number): HTMLElement {
  const rest = left > 0 ? el("p", { class: "hint" }, `and ${left.toLocaleString("en")} more`) : null;
  return el("section", { hidden: items.length === 0 }, el("h3", {}, capital(heading)), el("ul", {}, items), rest);
}

function sentence(one: Sentence, node: number, choose: Choose): HTMLElement {
  const quotes = one[4];
  return el(
    "li",
    {},
    claimLine(one, node, choose),
    quotes.map(([text, place]) => el("blockquote", {}, words(proseOf(text)), place ? el("cite", {}, words(place)) : null)),
  );
}

/** What a sentence says, how that stands and who says so. */
export function claimLine([predicate, object, said, status, , sources, subject]: Sentence, node: number, choose: Choose): HTMLElement {
  const look = overview.statuses[status];
  const start = subject === nodes.labels[node] ? capital(predicate) : `${subject}: ${predicate}`;
  return el(
    "p",
    {},
    look ? el("span", { class: `status ${look.name}`, title: look.words }, `${look.sign} ${look.name}`) : null,
    words(`${start} `),
    object >= 0 && object !== node ? nodeButton(object, choose) : words(proseOf(said)),
    sources.length ? el("span", { class: "hint" }, " (", words(sources.join("; ")), ")") : null,
  );
}

/** Where everything about a node is: its page on the server, or the command that writes one. */
function wholePage(node: number): HTMLElement {
  const id = nodes.ids[node] ?? "";
  if (location.protocol.startsWith("http") && !id.includes(":")) return el("a", { href: encodeURI(id) }, "Its own page");
  return el("span", {}, "Everything about it: ", el("code", {}, `attachgraph view "${id}" --output entry.html`));
}
