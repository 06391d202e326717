/** The shapes of the world, from TopoJSON into flat arrays that can be turned quickly. */

import type { Topology } from "topojson-specification";

import { capOf, type Cap, dot, RADIANS, type Vec } from "./sphere";
import { atOnce } from "./turns";
import { type Claims, opens, ownerIn, viewsOn } from "./worldviews";

/** A closed line made of arcs; `~arc` means that arc backwards, as in TopoJSON. */
export interface Ring {
  readonly arcs: Int32Array;
  readonly cap: Cap;
}

/** What is drawn as one: an outer ring with its holes. */
export interface Polygon {
  readonly rings: readonly Ring[];
  readonly cap: Cap;
}

export interface Shape {
  /** Who holds it by the worldview it was read for: a place, or three letters of Natural Earth's for what is none. */
  readonly owner: string;
  /** The place it opens; empty where it belongs to no one place. */
  readonly code: string;
  readonly polygons: readonly Polygon[];
}

/** A single arc drawn as a line. */
export interface Line {
  readonly arc: number;
  readonly cap: Cap;
}

export interface World {
  /** x, y, z of every point, arc after arc. */
  readonly points: Float32Array;
  /** Arc `a` is the points `starts[a]` … `starts[a + 1] - 1`. */
  readonly starts: Int32Array;
  /** Every arc, by its number. */
  readonly lines: readonly Line[];
  readonly shapes: readonly Shape[];
  readonly coasts: readonly Line[];
  readonly borders: readonly Line[];
  /** Borders that not every worldview draws. */
  readonly disputedBorders: readonly Line[];
  /** By place: the lines around all that opens it, without those inside it. */
  readonly edges: ReadonlyMap<string, readonly Line[]>;
}

interface PlaceGeometry {
  readonly type: string;
  readonly id?: string | number;
  readonly properties?: { readonly claims?: Claims };
  readonly arcs: readonly (readonly (readonly number[])[])[];
}

// A chord this long leaves the sphere by 0.0003 of its radius: unseen.
const LONGEST_EDGE = 2.5;

/** Reads what `reading` reads, at a stretch. */
export function readWorld(topology: Topology, worldview = ""): World {
  return atOnce(reading(topology, worldview));
}

/**
 * Reads what build/world.mjs wrote, as a worldview has it: a country's code, or empty for Natural
 * Earth's own. Yields wherever it may be interrupted. Raises `TypeError` for anything else.
 */
export function* reading(topology: Topology, worldview: string): Generator<void, World> {
  const collection = topology.objects["places"];
  if (collection?.type !== "GeometryCollection") throw new TypeError("the topology holds no collection 'places'");
  const geometries = collection.geometries as unknown as readonly PlaceGeometry[];
  const held = (geometry: PlaceGeometry, view: string): string =>
    ownerIn(view, String(geometry.id ?? ""), geometry.properties?.claims);
  const { points, starts } = yield* decode(topology);
  const shapes: Shape[] = [];
  for (const geometry of geometries) {
    const owner = held(geometry, worldview);
    shapes.push({ owner, code: opens(owner), polygons: geometry.arcs.map((rings) => polygonOf(rings, points, starts)) });
    yield;
  }
  const lines: Line[] = [];
  for (let arc = 0; arc + 1 < starts.length; arc++) {
    lines.push({ arc, cap: capOf(points, [[starts[arc]!, starts[arc + 1]!]]) });
    yield;
  }
  const sides = shapesBeside(lines.length, shapes);
  yield;
  const disputed = (one: number, other: number): boolean =>
    viewsOn(geometries[one]?.properties?.claims, geometries[other]?.properties?.claims).some(
      (view) => held(geometries[one]!, view) === held(geometries[other]!, view),
    );
  const kinds = sorted(lines, sides, shapes, disputed);
  yield;
  return { points, starts, lines, shapes, ...kinds, edges: edgesOf(lines, sides, shapes) };
}

function polygonOf(rings: readonly (readonly number[])[], points: Float32Array, starts: Int32Array): Polygon {
  const read = rings.map((arcs): Ring => {
    const spans = arcs.map((arc) => (arc < 0 ? ~arc : arc)).map((arc) => [starts[arc]!, starts[arc + 1]!] as const);
    return { arcs: Int32Array.from(arcs), cap: capOf(points, spans) };
  });
  const outer = read[0];
  if (outer === undefined) throw new TypeError("a polygon has no ring");
  return { rings: read, cap: outer.cap };
}

function* decode(topology: Topology): Generator<void, { points: Float32Array; starts: Int32Array }> {
  const { scale = [1, 1], translate = [0, 0] } = topology.transform ?? {};
  const values: number[] = [];
  const starts = new Int32Array(topology.arcs.length + 1);
  for (const [index, arc] of topology.arcs.entries()) {
    let [x, y, lastLon, lastLat] = [0, 0, NaN, NaN];
    for (const delta of arc) {
      x += delta[0]!;
      y += delta[1]!;
      const [lon, lat] = [x * scale[0] + translate[0], y * scale[1] + translate[1]];
      pushBetween(values, lastLon, lastLat, lon, lat);
      push(values, lon, lat);
      [lastLon, lastLat] = [lon, lat];
    }
    starts[index + 1] = values.length / 3;
    yield;
  }
  return { points: Float32Array.from(values), starts };
}

/** `vec` without making an array of every point. */
function push(values: number[], lon: number, lat: number): void {
  const flat = Math.cos(lat * RADIANS);
  values.push(flat * Math.cos(lon * RADIANS), flat * Math.sin(lon * RADIANS), Math.sin(lat * RADIANS));
}

/** Long edges follow the map's straight line (a parallel stays one), not the great circle. Nothing follows NaN. */
function pushBetween(values: number[], lastLon: number, lastLat: number, lon: number, lat: number): void {
  const turn = lon - lastLon;
  const dLon = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
  const dLat = lat - lastLat;
  // Most edges are short, whatever their latitude.
  if (!(Math.abs(dLon) + Math.abs(dLat) > LONGEST_EDGE)) return;
  const pieces = Math.ceil(Math.hypot(dLon * Math.cos(lastLat * RADIANS), dLat) / LONGEST_EDGE);
  for (let i = 1; i < pieces; i++) push(values, lastLon + (dLon * i) / pieces, lastLat + (dLat * i) / pieces);
}

/** The shapes, by number, to the sides of each arc: two along a border, one along a coast. */
function shapesBeside(arcs: number, shapes: readonly Shape[]): readonly (readonly number[])[] {
  const sides: number[][] = Array.from({ length: arcs }, () => []);
  shapes.forEach(({ polygons }, shape) => {
    for (const { arcs: ring } of polygons.flatMap(({ rings }) => rings)) {
      for (const arc of ring) sides[arc < 0 ? ~arc : arc]!.push(shape);
    }
  });
  return sides;
}

/** Lines with one shape beside them are coasts, those between two holders are borders, the rest is not drawn. */
function sorted(
  lines: readonly Line[],
  sides: readonly (readonly number[])[],
  shapes: readonly Shape[],
  disputed: (one: number, other: number) => boolean,
) {
  const [coasts, borders, disputedBorders]: [Line[], Line[], Line[]] = [[], [], []];
  for (const line of lines) {
    const [one, other] = sides[line.arc]!;
    if (one === undefined) continue;
    if (other === undefined) coasts.push(line);
    else if (shapes[one]!.owner !== shapes[other]!.owner) (disputed(one, other) ? disputedBorders : borders).push(line);
  }
  return { coasts, borders, disputedBorders };
}

function edgesOf(lines: readonly Line[], sides: readonly (readonly number[])[], shapes: readonly Shape[]) {
  const edges = new Map<string, Line[]>();
  for (const line of lines) {
    const codes = sides[line.arc]!.map((shape) => shapes[shape]!.code);
    if (codes.length > 1 && codes[0] === codes[1]) continue;
    for (const code of codes) {
      const known = edges.get(code);
      if (known) known.push(line);
      else edges.set(code, [line]);
    }
  }
  return edges;
}

/** The shape under a direction, or undefined at sea. */
export function shapeAt(world: World, direction: Vec): Shape | undefined {
  return world.shapes.find((shape) =>
    shape.polygons.some(({ cap, rings }) => {
      // Cheap first: most polygons are elsewhere.
      if (dot(cap.centre, direction) < cap.cosine) return false;
      return rings.reduce((turns, ring) => turns + windings(world, ring, direction), 0) < 0;
    }),
  );
}

/**
 * How often a ring goes round an axis, counter-clockwise as seen from outside along it. Natural
 * Earth's outer rings run clockwise, so -1 says the direction is inside, +1 that its opposite is.
 */
function windings({ points, starts }: World, { arcs }: Ring, axis: Vec): number {
  const [right, up] = axesAround(axis);
  let turns = 0;
  let [lastX, lastY] = [NaN, NaN];
  for (const arc of arcs) {
    const backwards = arc < 0;
    const index = backwards ? ~arc : arc;
    const [from, to] = [starts[index]!, starts[index + 1]!];
    for (let i = from; i < to; i++) {
      const at = 3 * (backwards ? to - 1 - (i - from) : i);
      const [px, py, pz] = [points[at]!, points[at + 1]!, points[at + 2]!];
      const x = px * right[0] + py * right[1] + pz * right[2];
      const y = px * up[0] + py * up[1] + pz * up[2];
      const side = lastX * y - x * lastY;
      if (lastY <= 0 && y > 0 && side > 0) turns++;
      else if (lastY > 0 && y <= 0 && side < 0) turns--;
      [lastX, lastY] = [x, y];
    }
  }
  return turns;
}

/** Two directions at right angles to an axis and each other, right-handed with it. */
function axesAround([x, y, z]: Vec): readonly [Vec, Vec] {
  const flat = Math.hypot(x, y);
  if (flat < 1e-9) return [[0, 1, 0], [z > 0 ? -1 : 1, 0, 0]];
  return [
    [-y / flat, x / flat, 0],
    [(-z * x) / flat, (-z * y) / flat, flat],
  ];
}
