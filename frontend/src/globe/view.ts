/** Where the reader looks from: an orthographic globe, north up. */

import { clamp, type LonLat, lonLat, normalised, RADIANS, type Vec, vec, viewAxes, wrapped } from "./sphere";

export interface View {
  /** What faces the reader, degrees. */
  readonly lon: number;
  readonly lat: number;
  /** 1: the whole globe fits. */
  readonly zoom: number;
  /** Of the canvas, CSS pixels. */
  readonly width: number;
  readonly height: number;
}

export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** Tilt stops short of the poles, where north would have nowhere to point. */
export const MOST_TILT = 85;
export const LEAST_ZOOM = 1;
/** The Vatican and Rome's edge are 30 px apart here; 1:50m lines look bare beyond. */
export const MOST_ZOOM = 40;
/** Share of the shorter side that the globe takes at zoom 1, leaving room for its rim. */
const FILL = 0.96;

/** The globe's radius in CSS pixels. */
export function radiusOf(view: View): number {
  return (view.zoom * FILL * Math.min(view.width, view.height)) / 2;
}

/** The same view with its angles and zoom inside their limits. */
export function settled(view: View): View {
  return {
    ...view,
    lon: wrapped(view.lon),
    lat: clamp(view.lat, -MOST_TILT, MOST_TILT),
    zoom: clamp(view.zoom, LEAST_ZOOM, MOST_ZOOM),
  };
}

/** Where a direction falls on the canvas, or undefined when it is on the far side. */
export function project(view: View, direction: Vec): ScreenPoint | undefined {
  const [right, up, out] = viewAxes(view);
  const [x, y, z] = direction;
  if (x * out[0] + y * out[1] + z * out[2] <= 0) return undefined;
  const radius = radiusOf(view);
  return {
    x: view.width / 2 + radius * (x * right[0] + y * right[1] + z * right[2]),
    y: view.height / 2 - radius * (x * up[0] + y * up[1] + z * up[2]),
  };
}

/** The direction under a point of the canvas, or undefined when it is off the globe. */
export function unproject(view: View, { x, y }: ScreenPoint): Vec | undefined {
  const radius = radiusOf(view);
  const [dx, dy] = [(x - view.width / 2) / radius, (view.height / 2 - y) / radius];
  const depth = 1 - dx * dx - dy * dy;
  if (depth < 0) return undefined;
  const [right, up, out] = viewAxes(view);
  const dz = Math.sqrt(depth);
  return normalised([
    dx * right[0] + dy * up[0] + dz * out[0],
    dx * right[1] + dy * up[1] + dz * out[1],
    dx * right[2] + dy * up[2] + dz * out[2],
  ]);
}

/** The view after the surface followed a pointer that moved by (dx, dy) pixels. */
export function dragged(view: View, dx: number, dy: number): View {
  const degrees = 1 / (radiusOf(view) * RADIANS);
  // Meridians crowd towards the poles; without a floor a sideways drag there would spin the globe.
  const crowding = Math.max(Math.cos(view.lat * RADIANS), 0.3);
  return settled({ ...view, lon: view.lon - (dx * degrees) / crowding, lat: view.lat + dy * degrees });
}

/** The view zoomed by a factor, with what lies under `at` staying there as far as tilt allows. */
export function zoomedAt(view: View, factor: number, at: ScreenPoint): View {
  const held = unproject(view, at);
  const zoomed = settled({ ...view, zoom: view.zoom * factor });
  if (!held) return zoomed;
  let moved = zoomed;
  // Dragging is exact at the middle only; a few steps bring the point home from elsewhere.
  for (let step = 0; step < 3; step++) {
    const now = project(moved, held);
    if (!now) return zoomed;
    moved = dragged(moved, at.x - now.x, at.y - now.y);
  }
  return moved;
}

/** How far from the middle of the view anything on the canvas can lie, radians. */
export function halfField(view: View): number {
  return Math.asin(Math.min(1, Math.hypot(view.width, view.height) / 2 / radiusOf(view)));
}

/** Halfway and all other points of a flight between two directions, along the great circle. */
export function between(from: LonLat, to: LonLat, share: number): LonLat {
  const [a, b] = [vec(from), vec(to)];
  const whole = Math.acos(clamp(a[0] * b[0] + a[1] * b[1] + a[2] * b[2], -1, 1));
  if (whole < 1e-6) return to;
  const [wa, wb] = [Math.sin((1 - share) * whole) / Math.sin(whole), Math.sin(share * whole) / Math.sin(whole)];
  if (!Number.isFinite(wa) || !Number.isFinite(wb)) return to;
  return lonLat(normalised([wa * a[0] + wb * b[0], wa * a[1] + wb * b[1], wa * a[2] + wb * b[2]]));
}
