/**
 * The areas that countries show differently, cut out of the shapes they lie in, and who shows
 * them as whose: src/parallax/data/worldviews.json, which docs/places.md explains.
 *
 * Only those sides of an area are in the table that no border of a country follows already; a
 * cut runs from one corner of the shape's outline to another, so that neighbours keep sharing
 * their corners and no line is drawn twice.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { geoContains } from "d3-geo";

/**
 * @typedef {[number, number]} Point  longitude, latitude
 * @typedef {Record<string, string>} Claims  who is shown as holding it, and in which worldviews ("FR DE")
 * @typedef {{name: string, within: string, claims: Claims, box?: [number, number, number, number],
 *   at?: Point, cut?: Point[]}} Area
 * @typedef {{views: string[], shapes: {shape: string, claims: Claims}[], areas: Area[]}} Table
 */

const HERE = path.dirname(fileURLToPath(import.meta.url));
const FILE = path.join(process.env["PARALLAX_FRONTEND"] ?? path.join(HERE, ".."), "..", "src", "parallax", "data", "worldviews.json");

/** @type {Table} */
export const WORLDVIEWS = JSON.parse(await readFile(FILE, "utf8"));

/** A cut's end this far from the outline is a mistake in the table, degrees; its points are rounded to 0.001. */
const SNAP = 0.02;
/** Cut points this near to a corner of the outline lie on it: the table's and the atlas's rounding, degrees. */
const SAME = 0.004;

/**
 * Takes the areas within a shape out of its polygons.
 * @param {string} shape  Natural Earth's name
 * @param {Point[][][]} polygons
 * @returns {{rest: Point[][][], areas: {area: Area, polygons: Point[][][]}[]}}
 */
export function takenOut(shape, polygons) {
  let rest = polygons;
  const areas = WORLDVIEWS.areas
    .filter(({ within }) => within === shape)
    .map((area) => {
      const taken = area.box ? boxed(area.box, rest) : cutOff(area, rest);
      rest = taken.rest;
      return { area, polygons: taken.area };
    });
  return { rest, areas };
}

/**
 * Whole polygons: islands, and what only water parts from the rest.
 * @param {[number, number, number, number]} box
 * @param {Point[][][]} polygons
 */
function boxed([west, south, east, north], polygons) {
  const inside = (/** @type {Point[][]} */ [outline = []]) =>
    outline.every(([lon, lat]) => lon >= west && lon <= east && lat >= south && lat <= north);
  return { area: polygons.filter(inside), rest: polygons.filter((polygon) => !inside(polygon)) };
}

/**
 * @param {Area} area
 * @param {Point[][][]} polygons
 */
function cutOff({ name, at, cut }, polygons) {
  if (!at || !cut) throw new Error(`worldviews.json says neither by a box nor by a cut where "${name}" is`);
  const index = polygons.findIndex((coordinates) => geoContains({ type: "Polygon", coordinates }, at));
  const [outline, ...holes] = polygons[index] ?? [];
  if (!outline) throw new Error(`"${name}" is not within the shape worldviews.json names`);
  const halves = split(outline, cut, name);
  const mine = halves.find((half) => geoContains({ type: "Polygon", coordinates: [half] }, at));
  const other = halves.find((half) => half !== mine);
  if (!mine || !other) throw new Error(`the cut along "${name}" does not part it from the rest`);
  return { area: [[mine]], rest: polygons.map((polygon, i) => (i === index ? [other, ...holes] : polygon)) };
}

/**
 * Both parts of an outline that a line cuts through, each running the way the outline does.
 * @param {Point[]} closed
 * @param {Point[]} line
 * @param {string} name
 */
function split(closed, line, name) {
  const ring = closed.slice(0, -1);
  const near = line.map((point) => nearest(ring, point));
  // The line may begin and end by following the outline a little: there the outline counts.
  const follows = (/** @type {number} */ i) => (near[i]?.distance ?? Infinity) <= SAME;
  let [first, last] = [0, near.length - 1];
  while (first + 1 < last && follows(first + 1)) first++;
  while (first + 1 < last && follows(last - 1)) last--;
  const [from, to] = [near[first], near[last]];
  if (!from || !to || Math.max(from.distance, to.distance) > SNAP || from.at === to.at) {
    throw new Error(`the cut along "${name}" does not end on the outline`);
  }
  const inner = line.slice(first + 1, last);
  const along = (/** @type {number} */ a, /** @type {number} */ b) =>
    a <= b ? ring.slice(a, b + 1) : [...ring.slice(a), ...ring.slice(0, b + 1)];
  const onward = [...along(to.at, from.at), ...inner];
  const back = [...along(from.at, to.at), ...[...inner].reverse()];
  return [onward, back].map((part) => [...part, /** @type {Point} */ (part[0])]);
}

/**
 * @param {Point[]} ring
 * @param {Point} point
 */
function nearest(ring, [lon, lat]) {
  let best = { at: 0, distance: Infinity };
  ring.forEach(([x, y], at) => {
    const distance = Math.hypot(x - lon, y - lat);
    if (distance < best.distance) best = { at, distance };
  });
  return best;
}
