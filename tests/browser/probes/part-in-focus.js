// Name the part of the page that holds the focus.
() => {
  const parts = {
    skip: "#skip",
    search: ".search",
    actions: ".bar-actions",
    tabs: ".tabs",
    legend: "#legend",
    canvas: "#canvas",
    tools: ".tools",
    card: "#card",
  };
  const found = Object.entries(parts).find(([, part]) => document.activeElement.closest(part));
  return found ? found[0] : "";
};
