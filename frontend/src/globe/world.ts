/** The shapes of the world, from TopoJSON into flat arrays that can be turned quickly. */

import type { Topology } from "topojson-specification";

import { capOf, type Cap, dot, type Vec, vec } from "./sphere";

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
  readonly shapes: readonly Shape[];
  readonly coasts: readonly Line[];
  readonly borders: readonly Line[];
  readonly disputedBorders: readonly Line[];
}

interface PlaceGeometry {
  readonly type: string;
  readonly id?: string | number;
  readonly arcs: readonly (readonly (readonly number[])[])[];
}

// A chord this long leaves the sphere by 0.0003 of its radius: unseen.
const LONGEST_EDGE = 2.5;

/** Reads what build/world.mjs wrote. Raises `TypeError` for anything else. */
export function readWorld(topology: Topology): World {
  const collection = topology.objects["places"];
  if (collection?.type !== "GeometryCollection") throw new TypeError("the topology holds no collection 'places'");
  const { points, starts } = decode(topology);
  const capOfArcs = (arcs: Iterable<number>): Cap =>
    capOf(points, Array.from(arcs, (arc) => [starts[arc < 0 ? ~arc : arc]!, starts[(arc < 0 ? ~arc : arc) + 1]!] as const));
  const shapes = (collection.geometries as unknown as readonly PlaceGeometry[]).map((geometry): Shape => ({
    code: String(geometry.id ?? ""),
    polygons: geometry.arcs.map((rings) => {
      const read = rings.map((arcs) => ({ arcs: Int32Array.from(arcs), cap: capOfArcs(arcs) }));
      const outer = read[0];
      if (outer === undefined) throw new TypeError(`a polygon of ${String(geometry.id)} has no ring`);
      return { rings: read, cap: outer.cap };
    }),
  }));
  const lines = Array.from({ length: starts.length - 1 }, (_, arc): Line => ({ arc, cap: capOfArcs([arc]) }));
  return { points, starts, shapes, ...sorted(lines, shapes, dashedArcs(topology)) };
}

function decode(topology: Topology): { points: Float32Array; starts: Int32Array } {
  const { scale = [1, 1], translate = [0, 0] } = topology.transform ?? {};
  const values: number[] = [];
  const starts = new Int32Array(topology.arcs.length + 1);
  topology.arcs.forEach((arc, index) => {
    let [x, y] = [0, 0];
    let before: { lon: number; lat: number } | undefined;
    for (const [dx = 0, dy = 0] of arc) {
      x += dx;
      y += dy;
      const point = { lon: x * scale[0] + translate[0], lat: y * scale[1] + translate[1] };
      if (before) pushBetween(values, before, point);
      values.push(...vec(point));
      before = point;
    }
    starts[index + 1] = values.length / 3;
  });
  return { points: Float32Array.from(values), starts };
}

/** Long edges follow the map's straight line (a parallel stays one), not the great circle. */
function pushBetween(values: number[], from: { lon: number; lat: number }, to: { lon: number; lat: number }): void {
  const turn = to.lon - from.lon;
  const dLon = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
  const dLat = to.lat - from.lat;
  const pieces = Math.ceil(Math.hypot(dLon * Math.cos((from.lat * Math.PI) / 180), dLat) / LONGEST_EDGE);
  for (let i = 1; i < pieces; i++) {
    values.push(...vec({ lon: from.lon + (dLon * i) / pieces, lat: from.lat + (dLat * i) / pieces }));
  }
}

function dashedArcs({ objects }: Topology): ReadonlySet<number> {
  const lines = objects["disputed"];
  if (lines?.type !== "MultiLineString") throw new TypeError("the topology holds no lines 'disputed'");
  return new Set(lines.arcs.flat().map((arc) => (arc < 0 ? ~arc : arc)));
}

/** Lines with one shape beside them are coasts, those between two are borders. */
function sorted(lines: readonly Line[], shapes: readonly Shape[], dashed: ReadonlySet<number>) {
  const sides = new Int8Array(lines.length);
  for (const { polygons } of shapes) {
    for (const { arcs } of polygons.flatMap(({ rings }) => rings)) {
      for (const arc of arcs) sides[arc < 0 ? ~arc : arc]!++;
    }
  }
  return {
    coasts: lines.filter(({ arc }) => sides[arc] === 1 && !dashed.has(arc)),
    borders: lines.filter(({ arc }) => sides[arc]! > 1 && !dashed.has(arc)),
    disputedBorders: lines.filter(({ arc }) => dashed.has(arc)),
  };
}

/** The shape under a direction, or undefined at sea. */
export function shapeAt(world: World, direction: Vec): Shape | undefined {
  return world.shapes.find((shape) =>
    shape.polygons.some(({ cap, rings }) => {
      // Cheap first: most polygons are elsewhere.
      if (dot(cap.centre, direction) < Math.cos(cap.radius)) return false;
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
