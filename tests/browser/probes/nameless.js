// Everything one can act on must say what it does (WCAG 2.2, 4.1.2): list what does not.
() => {
  const named = (element) => {
    const labels = [...(element.labels ?? [])].map((label) => label.textContent);
    return [element.textContent, element.getAttribute("aria-label"), ...labels].some((name) => name?.trim());
  };
  return [...document.querySelectorAll("button, input, select, a, [role=tab], [role=application]")]
    .filter((element) => element.checkVisibility() && !named(element))
    .map((element) => element.outerHTML.slice(0, 120));
};
