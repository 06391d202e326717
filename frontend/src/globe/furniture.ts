/** Lines and areas of the globe that are not places: the graticule and the night. */

import { type LonLat, opposite, vec } from "./sphere";
import type { Line, World } from "./world";

const EVERY = 30;
const POINT_EVERY = 3;
const EVERYWHERE = Math.PI;

/** Meridians and parallels every 30°: enough to show that it is a globe. */
export function graticule(): World {
  const paths: LonLat[][] = [];
  const reach = 90 - EVERY / 3;
  for (let lon = -180; lon < 180; lon += EVERY) {
    paths.push(range(-reach, reach).map((lat) => ({ lon, lat })));
  }
  for (let lat = EVERY - 90; lat < 90; lat += EVERY) {
    paths.push(range(-180, 180).map((lon) => ({ lon, lat })));
  }
  return worldOf(paths);
}

/** The half of the earth turned from the sun, as a world with one shape. */
export function night(sun: LonLat): World {
  const [x, y, z] = opposite(vec(sun));
  // Two directions across the axis; clockwise from outside, as Natural Earth's rings run.
  const flat = Math.hypot(x, y);
  const [ax, ay] = [-y / flat, x / flat];
  const [bx, by, bz] = [-z * ay, z * ax, x * ay - y * ax];
  const points = Float32Array.from(
    range(0, 360).flatMap((turn) => {
      const [c, s] = [Math.cos((-turn * Math.PI) / 180), Math.sin((-turn * Math.PI) / 180)];
      return [c * ax + s * bx, c * ay + s * by, s * bz];
    }),
  );
  const cap = { centre: [x, y, z] as const, radius: Math.PI / 2, cosine: 0 };
  const ring = { arcs: Int32Array.of(0), cap };
  const shape = { owner: "", code: "", polygons: [{ rings: [ring], cap }] };
  return {
    points,
    starts: Int32Array.of(0, points.length / 3),
    lines: [{ arc: 0, cap }],
    shapes: [shape],
    coasts: [],
    borders: [],
    disputedBorders: [],
    edges: new Map(),
  };
}

function worldOf(paths: readonly LonLat[][]): World {
  const starts = [0];
  const values: number[] = [];
  const lines: Line[] = [];
  paths.forEach((path, arc) => {
    for (const point of path) values.push(...vec(point));
    starts.push(values.length / 3);
    lines.push({ arc, cap: { centre: [0, 0, 1], radius: EVERYWHERE, cosine: -1 } });
  });
  return {
    points: Float32Array.from(values),
    starts: Int32Array.from(starts),
    lines,
    shapes: [],
    coasts: [],
    borders: [],
    disputedBorders: [],
    edges: new Map(),
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: (to - from) / POINT_EVERY + 1 }, (_, i) => from + i * POINT_EVERY);
}
