/** Every country's flag as a small drawing of our own server: emoji flags show on few systems, and never on Windows. */
import { copyFile, mkdir, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);

/**
 * Copies them below `out`/flags, named by ISO code ("br.svg"), with their licence.
 * @param {string} out
 */
export async function flags(out) {
  const home = path.dirname(require.resolve("country-flag-icons/package.json"));
  const folder = path.join(out, "flags");
  await mkdir(folder);
  for (const file of await readdir(path.join(home, "3x2"))) {
    if (/^[A-Z]{2}\.svg$/.test(file)) await copyFile(path.join(home, "3x2", file), path.join(folder, file.toLowerCase()));
  }
  await copyFile(path.join(home, "LICENSE"), path.join(folder, "LICENSE.txt"));
}
