// Light or dark, moving or still: what the reader's system asks for.

/** A value on a light and on a dark page. */
export type Pair = [light: string, dark: string];

const darkness = window.matchMedia("(prefers-color-scheme: dark)");
const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Choose from a pair. */
export function inTheme(pair: Pair): string {
  return pair[darkness.matches ? 1 : 0];
}

export function onTheme(listener: () => void): void {
  darkness.addEventListener("change", listener);
}

/** Whether the reader's system lets things move. */
export function moves(): boolean {
  return !stillness.matches;
}

/** The animation option of vis-network. */
export function motion(): vis.Animation {
  return !moves() ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

/** Colours of the style sheet that were asked for, on a light and on a dark page: a browser takes long to compute one. */
const colours = [new Map<string, string>(), new Map<string, string>()] as const;

/** A colour of the style sheet, for the canvas. */
export function cssColour(name: string): string {
  const known = colours[darkness.matches ? 1 : 0];
  const colour = known.get(name) ?? getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  known.set(name, colour);
  return colour;
}
