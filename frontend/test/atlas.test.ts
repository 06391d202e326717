import assert from "node:assert/strict";
import test from "node:test";

import { Atlas } from "../src/globe/atlas";
import { settled } from "../src/globe/view";
import { madeWorld, registry } from "./worlds";

const { world } = await madeWorld("coarse");
const places = await registry();
const atlas = new Atlas(places.map((place) => ({ ...place, region: "", today: 0, articles: 0, outlets: 0, feeds: 0 })));
for (const _ of atlas.using(world));

function called(code: string): string | undefined {
  const { lon, lat } = places.find((place) => place.code === code)!;
  // As wide as a phone's globe, where small countries are dots.
  return atlas.middle(settled({ lon, lat, zoom: 1, width: 328, height: 328 }))?.place.code;
}

test("a globe turned to a country's point is at that country, though a small neighbour's dot is close", () => {
  for (const code of ["SN", "GM", "ZA", "LS", "FR", "LU", "IT", "SM", "VA"]) assert.equal(called(code), code);
});

test("at sea the middle is the nearest place within reach, or none", () => {
  assert.equal(called("MU"), "MU");
  assert.equal(atlas.middle(settled({ lon: -35, lat: 40, zoom: 1, width: 328, height: 328 })), undefined);
});
