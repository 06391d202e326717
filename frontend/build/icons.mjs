/** The icons an installed app is shown with, drawn from the SVGs beside the style sheets. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Resvg } from "@resvg/resvg-js";

/** The maskable one keeps its mark inside the circle no launcher cuts away (W3C manifest §icon masks). */
const ICONS = [
  { from: "icon.svg", name: "icon-192.png", size: 192 },
  { from: "icon.svg", name: "icon-512.png", size: 512 },
  { from: "icon-maskable.svg", name: "icon-maskable-192.png", size: 192 },
  { from: "icon-maskable.svg", name: "icon-maskable-512.png", size: 512 },
  { from: "icon-maskable.svg", name: "icon-touch-180.png", size: 180 },
];

/**
 * @param {string} sources  the folder with the SVGs
 * @param {string} out
 */
export async function writeIcons(sources, out) {
  for (const { from, name, size } of ICONS) {
    const svg = await readFile(path.join(sources, from));
    const drawn = new Resvg(svg, { fitTo: { mode: "width", value: size } }).render().asPng();
    await writeFile(path.join(out, name), drawn);
  }
}
