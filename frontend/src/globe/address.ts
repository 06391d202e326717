/** The globe's part of the page's address: `#globe=lon,lat,zoom` and, if one is chosen, `,CC`. */

import { settled, type View } from "./view";

export interface Spot {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
  readonly code: string | undefined;
}

const PATTERN = /^#globe=(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),(\d+(?:\.\d+)?)(?:,([A-Z]{2}))?$/;

/** What an address says, or undefined when it says nothing of the globe. */
export function readSpot(hash: string): Spot | undefined {
  const found = PATTERN.exec(hash);
  if (!found) return undefined;
  const [, lon, lat, zoom, code] = found;
  const view: View = { lon: Number(lon), lat: Number(lat), zoom: Number(zoom), width: 1, height: 1 };
  const { lon: east, lat: north, zoom: times } = settled(view);
  // Wrapping costs the last digits.
  return { lon: Number(east.toFixed(6)), lat: north, zoom: times, code };
}

export function writeSpot({ lon, lat, zoom, code }: Spot): string {
  const numbers = [lon.toFixed(1), lat.toFixed(1), zoom.toFixed(2)].map(Number);
  return `#globe=${[...numbers, ...(code ? [code] : [])].join(",")}`;
}
