/** Finding a place by what someone types. */

import type { Place } from "./data";

/** Lower case without accents or punctuation, so that "cote d'ivoire" finds "Côte d’Ivoire". */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[’'.]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The places that fit, best first: a code or whole name, a beginning, a word's beginning, any part. */
export function matches(places: readonly Place[], typed: string): Place[] {
  const wanted = folded(typed);
  if (!wanted) return [...places];
  return places
    .map((place) => ({ place, rank: rankOf(place, wanted) }))
    .filter(({ rank }) => rank < 4)
    .sort((a, b) => a.rank - b.rank || a.place.name.localeCompare(b.place.name, "en"))
    .map(({ place }) => place);
}

function rankOf(place: Place, wanted: string): number {
  const name = folded(place.name);
  if (name === wanted || place.code.toLowerCase() === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (` ${name}`.includes(` ${wanted}`)) return 2;
  return name.includes(wanted) ? 3 : 4;
}
