import assert from "node:assert/strict";
import test from "node:test";

import { openingSpot } from "../src/globe/opening";

const at = (lon: number, lat: number, count: number) => ({ lon, lat, count });

test("nobody heard from: the meridian of the reader's clock", () => {
  assert.deepEqual(openingSpot(0, []), { lon: 0, lat: 18 });
  assert.deepEqual(openingSpot(540, [at(138, 36, 0)]), { lon: 135, lat: 18 });
  assert.equal(openingSpot(14 * 60, []).lon, 180);
});

test("the nearest place heard from is in the middle, whatever others have to say", () => {
  const places = [at(-14, 14, 1), at(2, 47, 90), at(-2, 17, 0)];
  assert.deepEqual(openingSpot(0, places), { lon: -14, lat: 14 });
});

test("a place heard from on another side of the Earth turns nothing", () => {
  assert.deepEqual(openingSpot(0, [at(-97, 39, 500)]), { lon: 0, lat: 18 });
});

test("near is near across the date line", () => {
  assert.deepEqual(openingSpot(12 * 60, [at(-172, 14, 1)]), { lon: -172, lat: 14 });
});
