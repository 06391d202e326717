import assert from "node:assert/strict";
import test from "node:test";

import { geoContains } from "d3-geo";
import { feature } from "topojson-client";

import { vec } from "../src/globe/sphere";
import { readWorld, shapeAt } from "../src/globe/world";
import { anywhere, madeWorld, numbers, registry } from "./worlds";

const coarse = await madeWorld("coarse");
const fine = await madeWorld("fine");

test("what is under a point is what d3-geo says is there", () => {
  const { features } = feature(coarse.topology, coarse.topology.objects.places) as any;
  const next = numbers(7);
  let land = 0;
  for (let i = 0; i < 400; i++) {
    const point = anywhere(next);
    const expected = features.find((one: any) => geoContains(one, [point.lon, point.lat]))?.id;
    assert.equal(shapeAt(coarse.world, vec(point))?.code, expected, `at ${point.lon}, ${point.lat}`);
    if (expected) land++;
  }
  assert.ok(land > 80, "too few points on land to have tried anything");
});

test("the poles are in Antarctica and at sea", () => {
  assert.equal(shapeAt(fine.world, vec({ lon: 10, lat: -89 }))?.code, "AQ");
  assert.equal(shapeAt(fine.world, vec({ lon: 0, lat: 90 })), undefined);
});

test("an enclave is its own, not what surrounds it", () => {
  assert.equal(shapeAt(coarse.world, vec({ lon: 28.2, lat: -29.6 }))?.code, "LS");
  assert.equal(shapeAt(fine.world, vec({ lon: 12.46, lat: 43.94 }))?.code, "SM");
});

test("shapes across the 180th meridian are whole", () => {
  for (const lon of [179.5, -179.5]) assert.equal(shapeAt(fine.world, vec({ lon, lat: 67.5 }))?.code, "RU");
});

test("outlying parts belong to the places ISO lists them as", () => {
  for (const [lon, lat, code] of [
    [-53, 4, "GF"],
    [55.5, -21.1, "RE"],
    [16, 78.8, "SJ"],
    [-68.27, 12.15, "BQ"],
    [105.63, -10.48, "CX"],
    [2.5, 47, "FR"],
  ] as const) {
    assert.equal(shapeAt(fine.world, vec({ lon, lat }))?.code, code);
  }
});

test("every shape opens a place of the registry, except the one that is nobody's", async () => {
  const codes = new Set((await registry()).map(({ code }) => code));
  const strangers = fine.world.shapes.map(({ code }) => code).filter((code) => !codes.has(code));
  assert.deepEqual(strangers, [""]);
});

test("both levels of detail have the same places", () => {
  const codes = ({ world }: typeof fine) => new Set(world.shapes.map(({ code }) => code));
  assert.deepEqual(codes(coarse), codes(fine));
});

test("all points lie on the sphere, and long edges are cut up", () => {
  const { points, starts } = coarse.world;
  for (let i = 0; i < points.length; i += 3) {
    assert.ok(Math.abs(Math.hypot(points[i]!, points[i + 1]!, points[i + 2]!) - 1) < 1e-5);
  }
  for (let arc = 0; arc + 1 < starts.length; arc++) {
    for (let i = starts[arc]!; i + 1 < starts[arc + 1]!; i++) {
      const [a, b] = [3 * i, 3 * i + 3];
      const gap = Math.hypot(points[a]! - points[b]!, points[a + 1]! - points[b + 1]!, points[a + 2]! - points[b + 2]!);
      assert.ok(gap < 0.06, `an edge of ${gap} radians`);
    }
  }
});

test("lines are coasts, borders or disputed, and none is lost", () => {
  const { coasts, borders, disputedBorders, starts } = fine.world;
  assert.equal(coasts.length + borders.length + disputedBorders.length, starts.length - 1);
  assert.ok(disputedBorders.length >= 10);
});

test("data of another kind is refused", () => {
  assert.throws(() => readWorld({ type: "Topology", objects: {}, arcs: [] }), /places/);
});
