// The three views and their tabs.

function buildTabs() {
  const tabs = VIEWS.map((view) => byId(`tab-${view}`));
  for (const [position, tab] of tabs.entries()) {
    tab.onclick = () => change({ view: VIEWS[position] });
    tab.onkeydown = (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = (position + step + VIEWS.length) % VIEWS.length;
      change({ view: VIEWS[next] });
      tabs[next].focus();
    };
  }
}

function showView() {
  for (const view of VIEWS) {
    const here = view === state.view;
    byId(`view-${view}`).hidden = !here;
    byId(`tab-${view}`).setAttribute("aria-selected", String(here));
    byId(`tab-${view}`).tabIndex = here ? 0 : -1;
  }
  if (state.view === "table") fillTable();
  if (state.view === "graph" && network) network.redraw();
}

function showCounts() {
  const { pairings, styles, statements: said, sources } = data.counts;
  byId("counts").textContent = [
    countOf(pairings, "pairing", "pairings"),
    countOf(styles, "style", "styles"),
    countOf(said, "quoted statement", "quoted statements"),
    countOf(sources, "source", "sources"),
  ].join(" · ");
}
