/**
 * Every src/*.ts becomes static/build/<name>.js, beside the globe's data, typefaces, flags, icons and a manifest:
 * {"globe.js": {"bytes", "gzip", "hash"}, …}, from which pages take hashes for their addresses.
 */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { flags } from "./flags.mjs";
import { fonts } from "./fonts.mjs";
import { writeIcons } from "./icons.mjs";
import { DETAILS, world } from "./world.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const SOURCES = path.join(HERE, "..", "src");
const SHEETS = path.join(HERE, "..", "..", "src", "parallax", "web", "static", "css");
const FINAL = path.join(HERE, "..", "..", "src", "parallax", "web", "static", "build");
// Made aside and moved into place, so that a running site never sees half a build.
const OUT = await mkdtemp(path.join(HERE, "..", "node_modules", ".build-"));

/** @param {string | Buffer} content */
function hashOf(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 12);
}

/** Writes the topologies; answers the query that makes their addresses change with their content. */
async function writeWorlds() {
  const texts = [];
  for (const [name, detail] of Object.entries(DETAILS)) {
    const text = JSON.stringify(await world(detail));
    await writeFile(path.join(OUT, `world-${name}.json`), text);
    texts.push(text);
  }
  return `?v=${hashOf(texts.join(""))}`;
}

/** @param {string} worldVersion */
async function bundle(worldVersion) {
  const names = (await readdir(SOURCES)).filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));
  await build({
    // An island's own style sheet goes with it, under the same name.
    entryPoints: [...names.map((name) => path.join(SOURCES, name)), path.join(SHEETS, "globe.css")],
    entryNames: "[name]",
    outdir: OUT,
    bundle: true,
    splitting: true,
    chunkNames: "chunk-[hash]",
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    charset: "utf8",
    define: { WORLD_VERSION: JSON.stringify(worldVersion) },
    logLevel: "warning",
  });
}

/** The service worker is no island: one classic script that shares nothing with the pages'. */
async function bundleWorker() {
  await build({
    entryPoints: [path.join(SOURCES, "worker", "service-worker.ts")],
    entryNames: "[name]",
    outdir: OUT,
    bundle: true,
    format: "iife",
    target: "es2022",
    minify: true,
    legalComments: "none",
    charset: "utf8",
    logLevel: "warning",
  });
}

async function writeManifest() {
  /** @type {Record<string, {bytes: number, gzip: number, hash: string}>} */
  const manifest = {};
  const files = (await readdir(OUT, { withFileTypes: true })).filter((entry) => entry.isFile());
  for (const name of files.map((entry) => entry.name).sort()) {
    const content = await readFile(path.join(OUT, name));
    manifest[name] = {
      bytes: content.length,
      gzip: gzipSync(content, { level: 9 }).length,
      hash: hashOf(content),
    };
  }
  await writeFile(path.join(OUT, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

await bundle(await writeWorlds());
await bundleWorker();
await writeIcons(path.join(SHEETS, ".."), OUT);
await fonts(OUT, hashOf);
await flags(OUT);
for (const [name, { bytes, gzip }] of Object.entries(await writeManifest())) {
  console.log(`  ${name.padEnd(22)} ${String(bytes).padStart(8)} bytes ${String(gzip).padStart(8)} gzip`);
}
await rm(FINAL, { recursive: true, force: true });
await mkdir(path.dirname(FINAL), { recursive: true });
await rename(OUT, FINAL);
