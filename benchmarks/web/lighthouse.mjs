/**
 * Lighthouse on the five main pages of a running site, on its mobile settings.
 *
 *     node benchmarks/web/lighthouse.mjs http://127.0.0.1:8000 [--check]
 *
 * Needs `npm ci` in this folder and Chromium (CHROME_PATH). Prints the four scores of each page and
 * what cost points; with --check it fails where a score is below its floor in lighthouse_floors.json.
 * Scores need a quiet machine, so CI does not run it: check before and after a change to what pages load.
 */
import { readFile } from "node:fs/promises";
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";

const [site = "http://127.0.0.1:8000"] = process.argv.slice(2).filter((given) => !given.startsWith("--"));
const checks = process.argv.includes("--check");
const floors = JSON.parse(await readFile(new URL("lighthouse_floors.json", import.meta.url), "utf8"));
const KINDS = ["performance", "accessibility", "best-practices", "seo"];

/** The first address of a kind that a page links to. */
async function linked(page, pattern) {
  const text = await (await fetch(site + page)).text();
  const found = text.match(pattern);
  if (!found) throw new Error(`${page} links to nothing like ${pattern}`);
  return found[1];
}

const pages = {
  today: "/",
  country: "/country/br",
  article: await linked("/country/br", /href="(\/article\/[0-9a-f]+)"/),
  story: await linked("/stories", /href="(\/story\/[0-9a-f]+)"/),
  overlooked: "/overlooked",
};

const chrome = await chromeLauncher.launch({
  chromePath: process.env["CHROME_PATH"] ?? "/usr/bin/chromium",
  chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
});
const below = [];

/** One reading of a page; taken again where the browser gave no trace to read, which says nothing of the page. */
async function read(path) {
  const options = { port: chrome.port, onlyCategories: KINDS, logLevel: "error" };
  for (let attempt = 1; ; attempt++) {
    const { lhr } = await lighthouse(site + path, options);
    const unread = KINDS.filter((kind) => lhr.categories[kind].score === null);
    if (unread.length === 0) return lhr;
    const failed = Object.values(lhr.audits).find(({ scoreDisplayMode }) => scoreDisplayMode === "error");
    const why = lhr.runtimeError?.message ?? failed?.errorMessage ?? "no reason given";
    if (attempt === 3) throw new Error(`${path} could not be read (${unread.join(", ")}): ${why}`);
    console.log(`    read again, no score for ${unread.join(", ")}: ${why.split("\n")[0]}`);
  }
}

try {
  for (const [name, path] of Object.entries(pages)) {
    const { categories, audits } = await read(path);
    const scores = KINDS.map((kind) => Math.round(100 * categories[kind].score));
    KINDS.forEach((kind, i) => {
      if (scores[i] < floors[name][kind]) below.push(`${name}: ${kind} ${scores[i]}, floor ${floors[name][kind]}`);
    });
    console.log(`${name.padEnd(11)} ${KINDS.map((kind, i) => `${kind} ${scores[i]}`).join("  ")}`);
    const costly = Object.values(categories)
      .flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
      .map(({ id }) => audits[id])
      .filter(({ score }) => score !== null && score < 0.9);
    for (const { id, displayValue, title } of costly) console.log(`    ${id}: ${displayValue ?? title}`);
  }
} finally {
  chrome.kill();
}
if (checks) {
  for (const line of below) console.error(line);
  process.exitCode = below.length > 0 ? 1 : 0;
}
