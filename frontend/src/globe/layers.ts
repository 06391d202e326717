/** What the globe can be shaded by: each layer gives every place a count, and says what it counts. */

import type { Place } from "./data";

export interface Layer {
  readonly id: string;
  /** What one unit is, for the legend and the card: "1 article", "12 articles". */
  readonly unit: readonly [one: string, many: string];
  /** What is counted, over the legend. */
  readonly says: string;
  /** What a place's count means, on the card; empty where the card says it already. */
  readonly fact: (place: Place) => string;
  readonly count: (place: Place) => number;
}

/** A button of the legend. The counts of most kinds come with the page, others are asked for when wanted. */
export interface Kind {
  readonly id: string;
  readonly title: string;
  /** Whether it is about one place that has to be picked: whose press is looked at. */
  readonly ofPlace?: boolean;
  readonly layer?: Layer;
}

const ARTICLES = ["article", "articles"] as const;
const STORIES = ["story", "stories"] as const;
const nothing = (): string => "";

const TODAY: Layer = {
  id: "today",
  unit: ARTICLES,
  says: "Articles published in each country in the last 24 hours",
  fact: nothing,
  count: (place) => place.today,
};
const ALL: Layer = {
  id: "all",
  unit: ARTICLES,
  says: "Articles published in each country, all days kept here",
  fact: nothing,
  count: (place) => place.articles,
};

export const KINDS: readonly Kind[] = [
  { id: "today", title: "Today", layer: TODAY },
  { id: "all", title: "All days", layer: ALL },
  { id: "about", title: "About" },
  { id: "overlooked", title: "Overlooked" },
  { id: "press", title: "One country’s view", ofPlace: true },
];

/** The first layer that has anything to show, so that a quiet morning does not open on an empty globe. */
export function openingLayer(places: readonly Place[]): Layer {
  return [TODAY, ALL].find((layer) => places.some((place) => layer.count(place) > 0)) ?? TODAY;
}

/** Articles about each country, from anywhere. */
export function aboutLayer(counts: ReadonlyMap<string, number>): Layer {
  const count = counterOf(counts);
  return {
    id: "about",
    unit: ARTICLES,
    says: "Articles of the last seven days about each country, published anywhere",
    fact: (place) => `${counted(count(place), ARTICLES)} about it, from anywhere`,
    count,
  };
}

/** Stories each country's own press overlooks; `looked` has the places whose press could be looked at. */
export function overlookedLayer(counts: ReadonlyMap<string, number>, looked: ReadonlyMap<string, number>): Layer {
  const count = counterOf(counts);
  return {
    id: "overlooked",
    unit: STORIES,
    says: "Stories the world tells and a country’s own press overlooks; unshaded also where we can’t tell",
    fact: (place) => {
      const stories = looked.get(place.code);
      if (stories === undefined) return "What its press overlooks: can’t tell, too little of it was read";
      return `Its press overlooks ${count(place)} of ${counted(stories, STORIES)} looked at`;
    },
    count,
  };
}

/** How one country's press covers the rest of the world, and itself. */
export function pressLayer(whose: Place, counts: ReadonlyMap<string, number>): Layer {
  const count = counterOf(counts);
  return {
    id: "press",
    unit: ARTICLES,
    says: `What one country’s press wrote about each in the last seven days: ${whose.name}`,
    fact: (place) => `${counted(count(place), ARTICLES)} about it in that press (${whose.name})`,
    count,
  };
}

function counterOf(counts: ReadonlyMap<string, number>): (place: Place) => number {
  return (place) => counts.get(place.code) ?? 0;
}

export function counted(count: number, [one, many]: Layer["unit"]): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
