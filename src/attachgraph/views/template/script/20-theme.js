// Light or dark, moving or still: what the reader's system asks for.

const darkness = window.matchMedia("(prefers-color-scheme: dark)");
const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Choose from a pair of [light, dark]. */
function inTheme(pair) {
  return pair[darkness.matches ? 1 : 0];
}

function onTheme(listener) {
  darkness.addEventListener("change", listener);
}

/** The animation option of vis-network. */
function motion() {
  return stillness.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

/** A colour of the style sheet, for the canvas. */
function cssColour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** A hexadecimal colour with an opacity. */
function faded(colour, opacity) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}
