/** Where the globe is turned when a page opens. */

import { clamp, dot, type LonLat, RADIANS, vec } from "./sphere";

/** Most people live north of the equator, and most land lies there. */
const OPENING_LATITUDE = 18;
/** A twelfth of the way round: two hours of the clock, and from the Caribbean to the middle of the United States. */
const WITHIN = 30; // degrees

/** A place and how many articles there are from it. */
export interface Heard extends LonLat {
  readonly count: number;
}

/**
 * The reader's side of the Earth, by the clock (`minutesEast` of Greenwich); turned to the nearest place that
 * was heard from, if one is near, so that what the globe says first is not that nothing was read.
 */
export function openingSpot(minutesEast: number, places: readonly Heard[]): LonLat {
  // 15° an hour from Greenwich.
  const clock = { lon: clamp(minutesEast / 4, -180, 180), lat: OPENING_LATITUDE };
  const there = vec(clock);
  let [best, nearness]: [LonLat, number] = [clock, Math.cos(WITHIN * RADIANS)];
  for (const { lon, lat, count } of places) {
    const near = dot(vec({ lon, lat }), there);
    if (count > 0 && near > nearness) [best, nearness] = [{ lon, lat }, near];
  }
  return best;
}
