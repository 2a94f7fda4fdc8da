// Bundle the parts of the pages: node build.mjs FOLDER
//
// The same sources and the same lock give the same bytes: no map, no time, no absolute path.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const [, , folder] = process.argv;

const { outputFiles, metafile } = await build({
  absWorkingDir: here,
  entryPoints: {
    asking: "asking/main.ts",
    "asking-worker": "asking/worker.ts",
    atlas: "atlas/main.ts",
    "atlas-style": "atlas/style/index.css",
    boot: "boot/main.ts",
    clusters: "atlas/inside.ts",
    drawing: "drawing/main.ts",
    explorer: "explorer/main.ts",
    "explorer-style": "explorer/style/index.css",
    query: "query/main.ts",
    "query-style": "query/style/index.css",
  },
  outdir: folder,
  bundle: true,
  minify: true,
  format: "iife",
  // The oldest browsers that have all the pages use (DecompressionStream, :has, adopted style sheets).
  target: ["es2022", "chrome105", "firefox121", "safari16.4"],
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  write: false,
});

await mkdir(folder, { recursive: true });
const all = new Set(["oxigraph"]);
for (const { path, text } of outputFiles) {
  const name = basename(path);
  const [, { inputs }] = Object.entries(metafile.outputs).find(([output]) => basename(output) === name);
  const packages = packagesOf(Object.keys(inputs));
  for (const each of packages) all.add(each);
  const said = await notices(packages);
  await writeFile(join(folder, name), (said && `/*!\n${said.replaceAll("*/", "* /")}\n*/\n`) + text);
}
const engine = join(here, "node_modules/oxigraph/web_bg.wasm");
// Compressed once here, and not for each page.
await writeFile(join(folder, "oxigraph.wasm.zlib"), deflateSync(await readFile(engine), { level: 9 }));
const head = `The files in this folder contain works of others, under the licences below. oxigraph.wasm.zlib is compiled
from Oxigraph, which is written in Rust, and from libraries that its Cargo.lock names.\n\n`;
await writeFile(join(folder, "THIRD-PARTY-NOTICES.txt"), `${head}${await notices(all)}\n`);

function packagesOf(inputs) {
  return new Set(inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
}

/** What is bundled from others comes with its licence, each text once. */
async function notices(packages) {
  const texts = new Map();
  for (const name of [...packages].sort()) {
    const { version } = JSON.parse(await readFile(join(here, "node_modules", name, "package.json")));
    const text = await licence(name);
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
  }
  return [...texts].map(([text, names]) => `Contains ${names.join(", ")}\n\n${text}`).join("\n\n");
}

/** A package that brings no licence file has it in licences/, as its repository has it. */
async function licence(name) {
  const folder = join(here, "node_modules", name);
  const files = (await readdir(folder)).filter((each) => /^licen[cs]e/i.test(each)).sort();
  // where there is a choice, the shorter one
  const file = files.find((each) => /mit/i.test(each)) ?? files[0];
  const path = file ? join(folder, file) : join(here, "licences", `${name}.txt`);
  return (await readFile(path, "utf8")).replaceAll("\r\n", "\n").trim();
}
