// Save what the canvas shows as a picture, with the notice of the page written below.

const STRIP = 34;

function buildPicture() {
  byId("save-picture").onclick = () =>
    picture().toBlob((blob) => download(blob, `${fileName()}.png`), "image/png");
}

function picture() {
  const drawn = byId("canvas").querySelector("canvas");
  const ratio = drawn.width / drawn.clientWidth;
  const copied = el("canvas", { width: drawn.width, height: drawn.height + STRIP * ratio });
  const pen = copied.getContext("2d");
  pen.fillStyle = cssColour("--page");
  pen.fillRect(0, 0, copied.width, copied.height);
  pen.drawImage(drawn, 0, 0);
  pen.scale(ratio, ratio);
  pen.fillStyle = cssColour("--quiet");
  pen.font = `12px ${SANS}`;
  pen.fillText(byId("notice").textContent, 14, drawn.clientHeight + STRIP - 13, drawn.clientWidth - 28);
  return copied;
}

function fileName() {
  const what = state.focus || state.select || "graph";
  return `attachgraph-${what.replace(/[^a-z0-9-]+/gi, "-").slice(0, 60)}`;
}

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  announce("The picture was saved.");
}
