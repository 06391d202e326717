/** Where the sun stands overhead, to about a degree: enough for shading night. */

import { type LonLat, RADIANS, wrapped } from "./sphere";

const DAY = 86_400_000;
const J2000 = Date.UTC(2000, 0, 1, 12);

/** Low-precision solar position of the Astronomical Almanac (mean longitude and anomaly of the sun). */
export function sunOverhead(time: Date): LonLat {
  const days = (time.getTime() - J2000) / DAY;
  const meanLongitude = 280.46 + 0.9856474 * days;
  const anomaly = (357.528 + 0.9856003 * days) * RADIANS;
  const longitude = (meanLongitude + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RADIANS;
  const tilt = 23.439 * RADIANS;
  const ascension = Math.atan2(Math.cos(tilt) * Math.sin(longitude), Math.cos(longitude)) / RADIANS;
  const siderealTime = 280.46061837 + 360.98564736629 * days;
  return { lon: wrapped(ascension - siderealTime), lat: Math.asin(Math.sin(tilt) * Math.sin(longitude)) / RADIANS };
}
