/**
 * Lighthouse on the five main pages of a running site, on its mobile settings.
 *
 *     node benchmarks/web/lighthouse.mjs http://127.0.0.1:8000 [least]
 *
 * Needs `npm ci` in this folder and Chromium (CHROME_PATH). Prints the four scores of each page and
 * what cost points; fails if performance is below `least` (95) or another score below 100.
 */
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";

const [site = "http://127.0.0.1:8000", least = "95"] = process.argv.slice(2);
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
let failed = false;
try {
  for (const [name, path] of Object.entries(pages)) {
    const result = await lighthouse(site + path, { port: chrome.port, onlyCategories: KINDS, logLevel: "error" });
    const { categories, audits } = result.lhr;
    const scores = KINDS.map((kind) => Math.round(100 * (categories[kind].score ?? 0)));
    failed ||= scores[0] < Number(least) || scores.slice(1).some((score) => score < 100);
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
process.exitCode = failed ? 1 : 0;
