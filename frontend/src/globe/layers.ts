/** What the globe can be shaded by: each layer gives every place a count, and says what it counts. */

import type { Place } from "./data";

export interface Layer {
  readonly id: string;
  /** On its button. */
  readonly title: string;
  /** What one unit is, for the legend and the card: "1 article", "12 articles". */
  readonly unit: readonly [one: string, many: string];
  readonly count: (place: Place) => number;
}

const ARTICLES = ["article", "articles"] as const;

export const LAYERS: readonly [Layer, ...Layer[]] = [
  { id: "today", title: "Today", unit: ARTICLES, count: (place) => place.today },
  { id: "all", title: "All days", unit: ARTICLES, count: (place) => place.articles },
];

/** The first layer that has anything to show, so that a quiet morning does not open on an empty globe. */
export function openingLayer(places: readonly Place[]): Layer {
  return LAYERS.find((layer) => places.some((place) => layer.count(place) > 0)) ?? LAYERS[0];
}

export function counted(count: number, [one, many]: Layer["unit"]): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
