/** Makes the globe's two topologies out of Natural Earth 1:50m: the same lines, coarse and fine. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { geoArea, geoCentroid } from "d3-geo";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, sphericalTriangleArea } from "topojson-simplify";
import { takenOut, WORLDVIEWS } from "./disputed.mjs";
import { ownerOf, ownerOfPart } from "./places.mjs";

/**
 * @typedef {object} Detail
 * @property {number} quantization  steps across 360°
 * @property {number} detail  smallest triangle kept, steradians (a pixel of a globe of radius r is 1/r²)
 * @property {number} island  smallest polygon kept unless it is its place's largest, steradians
 */

/** @type {Record<"coarse" | "fine", Detail>} */
export const DETAILS = {
  // For a globe of about 400 px radius, in motion: what is under a pixel or two goes.
  coarse: { quantization: 2e4, detail: 9e-6, island: 4e-5 },
  // At rest and zoomed in: all that 1:50m has, short of what 1/1000 of the radius cannot show.
  fine: { quantization: 1e5, detail: 2.5e-7, island: 0 },
};

// A coastal ring needs a few corners to look like an island rather than a shard.
const FEWEST_POINTS = 7;

/** @returns {Promise<any>} Natural Earth's countries as TopoJSON */
async function naturalEarth() {
  const file = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
  return JSON.parse(await readFile(file, "utf8"));
}

/**
 * What is drawn as one: all that one owner holds and nobody shows differently, or one disputed area.
 * @typedef {{owner: string, claims: Record<string, string> | undefined, polygons: any[]}} Piece
 */

/**
 * Outlying parts are given to the places ISO lists them as, disputed areas stand by themselves.
 * @param {any} atlas
 * @returns {Piece[]}
 */
function pieces(atlas) {
  /** @type {Map<string, Piece>} */
  const found = new Map();
  const add = (/** @type {string} */ key, /** @type {string} */ owner, /** @type {any} */ claims, /** @type {any[]} */ polygons) => {
    /** @type {Piece} */
    const piece = found.get(key) ?? { owner, claims, polygons: [] };
    found.set(key, piece);
    piece.polygons.push(...polygons);
  };
  for (const geometry of atlas.objects.countries.geometries) {
    const { name } = geometry.properties;
    const whole = ownerOf(geometry.id, name);
    const { geometry: shape } = /** @type {any} */ (feature(atlas, geometry));
    /** @type {any[]} */
    const polygons = (shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates).map((/** @type {any} */ rings) =>
      rings.filter((/** @type {any} */ ring) => !isPole(ring)),
    );
    const { rest, areas } = takenOut(name, polygons);
    for (const { area, polygons: taken } of areas) add(area.name, whole, area.claims, taken);
    const claims = WORLDVIEWS.shapes.find(({ shape: claimed }) => claimed === name)?.claims;
    for (const coordinates of rest) {
      const owner = ownerOfPart(whole, geoCentroid({ type: "Polygon", coordinates }));
      add(owner, owner, claims, [coordinates]);
    }
  }
  return [...found.values()];
}

/**
 * Antarctica comes with a ring of no extent at the pole, left from where the flat map was cut.
 * @param {number[][]} ring
 */
function isPole(ring) {
  return ring.every(([, lat = 0]) => lat < -89.9);
}

/**
 * @param {any[]} polygons
 * @param {number} island
 */
function withoutSpecks(polygons, island) {
  const sized = polygons.map((coordinates) => ({ coordinates, area: geoArea({ type: "Polygon", coordinates }) }));
  const largest = Math.max(...sized.map(({ area }) => area));
  return sized.filter(({ area }) => area >= island || area === largest).map(({ coordinates }) => coordinates);
}

/**
 * Drops the points of an arc that weigh least, but never all of a ring's.
 * @param {[number, number, number][]} arc  lon, lat, weight
 * @param {number} detail
 */
function thin(arc, detail) {
  const first = arc[0];
  const last = arc.at(-1);
  const ring = first && last && first[0] === last[0] && first[1] === last[1];
  const weights = arc.map((point) => point[2]).sort((a, b) => b - a);
  const enough = ring ? (weights[Math.min(FEWEST_POINTS, weights.length) - 1] ?? 0) : Infinity;
  return arc.filter((point) => point[2] >= Math.min(detail, enough)).map(([lon, lat]) => [lon, lat]);
}

/**
 * The whole world as TopoJSON: `places`, whose geometries carry as id who holds them by Natural
 * Earth's own view, and as property `claims` by which worldviews others do.
 * @param {Detail} options
 */
export async function world({ quantization, detail, island }) {
  const features = pieces(await naturalEarth()).map(({ owner, claims, polygons }) => ({
    type: "Feature",
    id: owner,
    properties: claims ? { claims } : {},
    geometry: { type: "MultiPolygon", coordinates: withoutSpecks(polygons, island) },
  }));
  const collections = { places: { type: "FeatureCollection", features } };
  const weighed = presimplify(/** @type {any} */ (topology(/** @type {any} */ (collections))), sphericalTriangleArea);
  const arcs = weighed.arcs.map((arc) => thin(/** @type {any} */ (arc), detail));
  return quantized({ ...weighed, arcs }, quantization);
}

/**
 * Integers and differences instead of degrees: a third of the bytes.
 * @param {any} exact
 * @param {number} steps
 * @returns {import("topojson-specification").Topology}
 */
function quantized(exact, steps) {
  const scale = 360 / steps;
  const arcs = exact.arcs.map((/** @type {number[][]} */ arc) => {
    let [px, py] = [0, 0];
    const out = [];
    for (const [lon = 0, lat = 0] of arc) {
      const [x, y] = [Math.round((lon + 180) / scale), Math.round((lat + 90) / scale)];
      if (out.length === 0 || x !== px || y !== py) out.push([x - px, y - py]);
      [px, py] = [x, y];
    }
    return out.length > 1 ? out : [...out, [0, 0]];
  });
  return { type: "Topology", transform: { scale: [scale, scale], translate: [-180, -90] }, objects: exact.objects, arcs };
}
