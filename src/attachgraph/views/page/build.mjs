// Bundle the parts of the pages: node build.mjs FOLDER
//
// The same sources and the same lock give the same bytes: no map, no time, no absolute path.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
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
for (const { path, text } of outputFiles) {
  const name = basename(path);
  const [, { inputs }] = Object.entries(metafile.outputs).find(([output]) => basename(output) === name);
  await writeFile(join(folder, name), (await notices(Object.keys(inputs))) + text);
}

// The engine goes in as it is: pages pack it.
const engine = join(here, "node_modules/oxigraph/web_bg.wasm");
await writeFile(join(folder, "oxigraph.wasm"), await readFile(engine));

/** What is bundled from others comes with its licence, each text once. */
async function notices(inputs) {
  const names = new Set(inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
  const texts = new Map();
  for (const name of [...names].sort()) {
    const { version, license } = JSON.parse(await readFile(join(here, "node_modules", name, "package.json")));
    const text = (await licence(join(here, "node_modules", name))) || `Licence: ${license}`;
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
  }
  const blocks = [...texts].map(([text, packages]) => `Contains ${packages.join(", ")}\n\n${text}`);
  return blocks.length > 0 ? `/*!\n${blocks.join("\n\n").replaceAll("*/", "* /")}\n*/\n` : "";
}

async function licence(package_) {
  const file = (await readdir(package_)).sort().find((name) => /^licen[cs]e/i.test(name));
  return file ? (await readFile(join(package_, file), "utf8")).replaceAll("\r\n", "\n").trim() : "";
}
