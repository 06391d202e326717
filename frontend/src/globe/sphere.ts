/** Directions on the sphere. Degrees at the edges of the module, unit vectors inside. */

export interface LonLat {
  readonly lon: number;
  readonly lat: number;
}

export type Vec = readonly [x: number, y: number, z: number];

export const RADIANS = Math.PI / 180;

/** The earth's frame: x through 0° E on the equator, y through 90° E, z through the north pole. */
export function vec({ lon, lat }: LonLat): Vec {
  const flat = Math.cos(lat * RADIANS);
  return [flat * Math.cos(lon * RADIANS), flat * Math.sin(lon * RADIANS), Math.sin(lat * RADIANS)];
}

export function lonLat([x, y, z]: Vec): LonLat {
  return { lon: Math.atan2(y, x) / RADIANS, lat: Math.asin(clamp(z, -1, 1)) / RADIANS };
}

export function dot(a: Vec, b: Vec): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function opposite([x, y, z]: Vec): Vec {
  return [-x, -y, -z];
}

/** Angle between two directions, radians. */
export function angle(a: Vec, b: Vec): number {
  return Math.acos(clamp(dot(a, b), -1, 1));
}

export function normalised([x, y, z]: Vec): Vec {
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}

/** Degrees brought into -180…180. */
export function wrapped(lon: number): number {
  return ((((lon + 180) % 360) + 360) % 360) - 180;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/**
 * The rows of the rotation that brings a direction to the viewer's axis with north up:
 * screen right, screen up, towards the viewer.
 */
export function viewAxes({ lon, lat }: LonLat): readonly [right: Vec, up: Vec, out: Vec] {
  const [sinLon, cosLon] = [Math.sin(lon * RADIANS), Math.cos(lon * RADIANS)];
  const [sinLat, cosLat] = [Math.sin(lat * RADIANS), Math.cos(lat * RADIANS)];
  return [
    [-sinLon, cosLon, 0],
    [-sinLat * cosLon, -sinLat * sinLon, cosLat],
    [cosLat * cosLon, cosLat * sinLon, sinLat],
  ];
}

/** A circle on the sphere that holds a set of points: none lies further than `radius` (radians) from `centre`. */
export interface Cap {
  readonly centre: Vec;
  readonly radius: number;
  /** Of the radius: to tell what is inside without trigonometry. */
  readonly cosine: number;
}

/** A cap around the points `from`…`to` of an array of x, y, z triples: not the smallest, but tight for small shapes. */
export function capOf(points: Float32Array, spans: Iterable<readonly [from: number, to: number]>): Cap {
  const ranges = [...spans];
  let [x, y, z] = [0, 0, 0];
  for (const [from, to] of ranges) {
    for (let i = from; i < to; i++) {
      x += points[3 * i]!;
      y += points[3 * i + 1]!;
      z += points[3 * i + 2]!;
    }
  }
  const centre = normalised([x, y, z]);
  let closest = 1;
  for (const [from, to] of ranges) {
    for (let i = from; i < to; i++) {
      const towards = points[3 * i]! * centre[0] + points[3 * i + 1]! * centre[1] + points[3 * i + 2]! * centre[2];
      if (towards < closest) closest = towards;
    }
  }
  return { centre, radius: Math.acos(clamp(closest, -1, 1)), cosine: closest };
}
