// The legend: it explains every sign and filters the graph.

function buildLegend() {
  const lists = byId("legend-lists");
  lists.replaceChildren(
    ...legendList("Nodes", "kinds", data.kinds, kindSwatch),
    ...legendList("Edges", "edges", data.edgeTypes, edgeSwatch),
    el("h2", {}, "Standing of an edge"),
    el(
      "ul",
      {},
      data.statuses.map((status) =>
        el(
          "li",
          { class: "sign-key" },
          dashSwatch(status),
          el("span", {}, statusBadge(status.name), el("span", { class: "words" }, status.words)),
        ),
      ),
    ),
  );
  byId("legend-toggle").onclick = (event) => {
    const open = event.currentTarget.getAttribute("aria-expanded") === "true";
    event.currentTarget.setAttribute("aria-expanded", String(!open));
  };
}

function legendList(title, key, items, swatch) {
  const reset = () => change({ [key]: new Set(atFirst[key]) });
  const everything = () => change({ [key]: new Set(items.map((item) => item.name)) });
  return [
    el(
      "h2",
      {},
      title,
      el(
        "span",
        {},
        el(
          "button",
          {
            type: "button",
            class: "plain",
            onclick: everything,
            "aria-label": `Show all ${title.toLowerCase()}`,
          },
          "all",
        ),
        " · ",
        el(
          "button",
          {
            type: "button",
            class: "plain",
            onclick: reset,
            "aria-label": `First choice of ${title.toLowerCase()}`,
          },
          "reset",
        ),
      ),
    ),
    el(
      "ul",
      {},
      items.map((item) => el("li", {}, legendKey(key, item, swatch))),
    ),
  ];
}

function legendKey(key, item, swatch) {
  const box = el("input", { type: "checkbox", "data-set": key, "data-name": item.name });
  box.checked = state[key].has(item.name);
  box.onchange = () => toggle(key, item.name, box.checked);
  return el(
    "label",
    { class: "key" },
    box,
    swatch(item.name),
    el("span", { class: "name" }, item.label),
    el("span", { class: "count" }, item.count.toLocaleString("en")),
  );
}

function toggle(key, name, on) {
  const patch = { [key]: new Set(state[key]) };
  if (on) patch[key].add(name);
  else patch[key].delete(name);
  if (key === "edges" && on) patch.kinds = withEnds(name);
  change(patch);
}

/** An edge needs both its ends: turning its type on brings kinds that would keep all of it hidden. */
function withEnds(name) {
  const ends = [...edges.values()]
    .filter((edge) => edge.type === name)
    .map((edge) => [nodes.get(edge.from).kind, nodes.get(edge.to).kind]);
  if (ends.some((pair) => pair.every((kind) => state.kinds.has(kind)))) return state.kinds;
  return new Set([...state.kinds, ...ends.flat()]);
}

function updateLegend() {
  for (const box of document.querySelectorAll("#legend input")) {
    box.checked = state[box.dataset.set].has(box.dataset.name);
  }
}
