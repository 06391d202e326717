/** The very data the pages get, made afresh, and points to try it with. */

import { readFile } from "node:fs/promises";
import path from "node:path";

import { WORLDVIEWS } from "../build/disputed.mjs";
import { DETAILS, world } from "../build/world.mjs";
import { type LonLat } from "../src/globe/sphere";
import { readWorld, type World } from "../src/globe/world";

export async function madeWorld(
  detail: "coarse" | "fine",
): Promise<{ topology: any; world: World; as: (worldview: string) => World }> {
  const topology = await world(DETAILS[detail]);
  return { topology, world: readWorld(topology), as: (worldview) => readWorld(topology, worldview) };
}

/** The worldviews there are, Natural Earth's own first. */
export const VIEWS: readonly string[] = ["", ...WORLDVIEWS.views];

export interface RegistryPlace extends LonLat {
  readonly code: string;
  readonly name: string;
}

/** The places the server knows. */
export async function registry(): Promise<RegistryPlace[]> {
  const root = process.env["PARALLAX_FRONTEND"] ?? ".";
  const file = path.join(root, "..", "src", "parallax", "data", "countries.json");
  return JSON.parse(await readFile(file, "utf8"));
}

/** Numbers in 0…1 that are the same at every run. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A point anywhere on the sphere, each as likely as another. */
export function anywhere(next: () => number): LonLat {
  return { lon: next() * 360 - 180, lat: (Math.asin(2 * next() - 1) * 180) / Math.PI };
}
