// Bundle the parts of the pages: node build.mjs FOLDER
//
// The same sources and the same lock give the same bytes: no map, no time, no absolute path.

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

await build({
  absWorkingDir: dirname(fileURLToPath(import.meta.url)),
  entryPoints: {
    boot: "boot/main.ts",
    explorer: "explorer/main.ts",
    "explorer-style": "explorer/style/index.css",
  },
  outdir: process.argv[2],
  bundle: true,
  minify: true,
  format: "iife",
  // The oldest browsers that have all the pages use (DecompressionStream, :has, adopted style sheets).
  target: ["es2022", "chrome105", "firefox121", "safari16.4"],
  charset: "utf8",
  legalComments: "inline",
  logLevel: "warning",
});
