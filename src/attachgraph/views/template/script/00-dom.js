// Make elements. Text from the data only ever becomes text: nothing here parses HTML.

const SVG = "http://www.w3.org/2000/svg";

/** Create an element with attributes, listeners (`onclick`) and children (nodes or text). */
function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Text from the data, kept apart from its neighbours whatever its direction of writing. */
function words(text, attributes = {}) {
  return el("bdi", { dir: "auto", ...attributes }, text);
}

function byId(id) {
  return document.getElementById(id);
}

/** Tell screen readers what has changed. */
function announce(text) {
  byId("announcements").textContent = text;
}

function countOf(number, one, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
