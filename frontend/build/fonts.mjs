/**
 * The typefaces, served by the site itself: files cut by script, so that a page only loads letters it shows,
 * and a sheet in which the reader's own fonts stand in with the same measures until ours arrive, so that
 * nothing moves when they do.
 */
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { createFontStack } from "@capsizecss/core";
import { entireMetricsCollection as metrics } from "@capsizecss/metrics/entireMetricsCollection";

const require = createRequire(import.meta.url);

/** Other scripts are set in the reader's own fonts: their letters are many and their files large. */
const SUBSETS = ["latin", "latin-ext", "cyrillic", "greek"];

/** Fonts of the same measures as the one that is named, by what other systems call them. */
const ALSO = {
  "Times New Roman": ["Liberation Serif", "Tinos"],
  Arial: ["Helvetica", "Liberation Sans", "Arimo"],
};

/** Each family's name in our style sheets, its package, and the fonts that stand in, likeliest first. */
const FAMILIES = [
  {
    name: "Parallax Serif",
    short: "serif",
    pkg: "@fontsource-variable/source-serif-4",
    file: "source-serif-4",
    own: metrics.sourceSerif4,
    standIns: [metrics.georgia, metrics.timesNewRoman, metrics.notoSerif],
  },
  {
    name: "Parallax Sans",
    short: "sans",
    pkg: "@fontsource-variable/source-sans-3",
    file: "source-sans-3",
    own: metrics.sourceSans3,
    standIns: [metrics.arial, metrics.roboto],
  },
];

/**
 * One @font-face a stand-in; the families "… 1", "… 2" follow the family itself in the sheets' stacks.
 * @param {(typeof FAMILIES)[number]} family
 */
function standIns({ name, own, standIns: fonts }) {
  return fonts.map((font, index) => {
    const { fontFaces } = createFontStack([own, font], { fontFaceFormat: "styleObject" });
    const measures = fontFaces[0]?.["@font-face"];
    const locals = [font.familyName, ...(ALSO[/** @type {keyof typeof ALSO} */ (font.familyName)] ?? [])];
    const src = locals.map((local) => `local("${local}")`).join(",");
    return (
      `@font-face{font-family:"${name} ${index + 1}";src:${src};size-adjust:${measures?.sizeAdjust};` +
      `ascent-override:${measures?.ascentOverride};descent-override:${measures?.descentOverride};line-gap-override:0%}`
    );
  });
}

/**
 * Copies the files below `out`/fonts, with their licences.
 * @param {string} out
 * @param {(content: Buffer) => string} hashOf
 */
export async function fonts(out, hashOf) {
  const folder = path.join(out, "fonts");
  await mkdir(folder);
  const rules = [];
  for (const family of FAMILIES) {
    const home = path.dirname(require.resolve(`${family.pkg}/package.json`));
    /** @type {Record<string, string>} */
    const ranges = JSON.parse(await readFile(path.join(home, "unicode.json"), "utf8"));
    await copyFile(path.join(home, "LICENSE"), path.join(folder, `${family.file}-LICENSE.txt`));
    for (const subset of SUBSETS) {
      const content = await readFile(path.join(home, "files", `${family.file}-${subset}-wght-normal.woff2`));
      const file = `${family.short}-${subset}.woff2`;
      await writeFile(path.join(folder, file), content);
      rules.push(
        `@font-face{font-family:"${family.name}";font-weight:200 900;font-display:swap;` +
          `src:url(fonts/${file}?v=${hashOf(content)})format("woff2");unicode-range:${ranges[subset]}}`,
      );
    }
    rules.push(...standIns(family));
  }
  await writeFile(path.join(out, "fonts.css"), rules.join("\n"));
}
