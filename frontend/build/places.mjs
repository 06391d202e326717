/**
 * Which place of the registry (ISO 3166-1 alpha-2, and XK) each shape of Natural Earth belongs to.
 * docs/places.md tells readers what follows from this and from disputed.mjs.
 */
import isoCountries from "i18n-iso-countries";

/**
 * Shapes that carry no ISO number, by Natural Earth's name. What has no ISO entry at all keeps
 * Natural Earth's own three letters; src/globe/worldviews.ts says what opens from it.
 */
const BY_NAME = new Map([
  ["Kosovo", "XK"],
  ["N. Cyprus", "CYN"],
  ["Somaliland", "SOL"],
  ["Siachen Glacier", "KAS"],
  ["Indian Ocean Ter.", "IO-TER"],
]);

/**
 * Parts that Natural Earth draws inside another country though ISO gives them a code of their own.
 * A polygon moves when its centre lies in the box: [west, south, east, north], degrees.
 * @type {ReadonlyArray<{from: string, to: string, box: readonly [number, number, number, number]}>}
 */
const PARTS = [
  { from: "FR", to: "GF", box: [-55, 2, -51, 6] },
  { from: "FR", to: "GP", box: [-62, 15.8, -61, 16.6] },
  { from: "FR", to: "MQ", box: [-61.4, 14.3, -60.7, 15] },
  { from: "FR", to: "RE", box: [55, -21.5, 56, -20.8] },
  { from: "FR", to: "YT", box: [44.9, -13.1, 45.4, -12.6] },
  { from: "NO", to: "SJ", box: [-10, 70.5, -7, 71.5] },
  { from: "NO", to: "SJ", box: [10, 74, 35, 81] },
  { from: "NL", to: "BQ", box: [-68.6, 11.9, -68, 12.4] },
  { from: "NL", to: "BQ", box: [-63.4, 17.3, -62.9, 17.7] },
  { from: "NZ", to: "TK", box: [-173, -10, -171, -8] },
  { from: "IO-TER", to: "CX", box: [105, -11, 106, -10] },
  { from: "IO-TER", to: "CC", box: [96, -13, 97.5, -11] },
];

/**
 * Who holds a shape.
 * @param {string | number | undefined} id  ISO 3166-1 numeric
 * @param {string} name  Natural Earth's name
 */
export function ownerOf(id, name) {
  const code = BY_NAME.get(name) ?? isoCountries.numericToAlpha2(String(id ?? ""));
  if (!code) throw new Error(`Natural Earth's shape "${name}" (${id}) has no place; add it to build/places.mjs`);
  return code;
}

/**
 * @param {string} code  who holds the whole shape
 * @param {readonly [number, number]} centre  of one of its polygons
 */
export function ownerOfPart(code, [lon, lat]) {
  const part = PARTS.find(
    ({ from, box: [west, south, east, north] }) =>
      from === code && lon >= west && lon <= east && lat >= south && lat <= north,
  );
  return part?.to ?? code;
}
