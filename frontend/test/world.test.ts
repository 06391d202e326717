import assert from "node:assert/strict";
import test from "node:test";

import { geoContains } from "d3-geo";
import { feature } from "topojson-client";

import { vec } from "../src/globe/sphere";
import type { LonLat } from "../src/globe/sphere";
import { readWorld, shapeAt, type World } from "../src/globe/world";
import { anywhere, madeWorld, numbers, registry, VIEWS } from "./worlds";

const coarse = await madeWorld("coarse");
const fine = await madeWorld("fine");

test("what is under a point is what d3-geo says is there", () => {
  const { features } = feature(coarse.topology, coarse.topology.objects.places) as any;
  const next = numbers(7);
  let land = 0;
  for (let i = 0; i < 400; i++) {
    const point = anywhere(next);
    const expected = features.find((one: any) => geoContains(one, [point.lon, point.lat]))?.id;
    assert.equal(shapeAt(coarse.world, vec(point))?.owner, expected, `at ${point.lon}, ${point.lat}`);
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

test("lines are coasts, borders or disputed, and none is lost but those inside one holder", () => {
  const { coasts, borders, disputedBorders, starts } = fine.world;
  const drawn = coasts.length + borders.length + disputedBorders.length;
  const inside = starts.length - 1 - drawn;
  // Each disputed area parts from the shape it lies in by a line or two that Natural Earth's own view does not draw.
  assert.ok(inside > 10 && inside < 60, `${inside} lines lie inside one holder`);
  assert.ok(disputedBorders.length >= 10);
});

const OF: Readonly<Record<string, LonLat>> = {
  Crimea: { lon: 34.3, lat: 45.3 },
  "Arunachal Pradesh": { lon: 94.4, lat: 28.2 },
  "Aksai Chin": { lon: 79.2, lat: 35.1 },
  Srinagar: { lon: 74.8, lat: 34.1 },
  Gilgit: { lon: 74.4, lat: 35.9 },
  Golan: { lon: 35.75, lat: 33.0 },
  Laayoune: { lon: -13.0, lat: 26.9 },
  Iturup: { lon: 147.9, lat: 45.1 },
  Taiwan: { lon: 121, lat: 23.8 },
  Kosovo: { lon: 20.9, lat: 42.6 },
  Falklands: { lon: -58.7, lat: -51.8 },
  Kyrenia: { lon: 33.4, lat: 35.25 },
  Hargeisa: { lon: 44.1, lat: 9.6 },
  Siachen: { lon: 77.2, lat: 35.35 },
  Sukhumi: { lon: 41.2, lat: 43.0 },
  Donetsk: { lon: 38.0, lat: 47.9 },
};

/** What Natural Earth's columns ADM0_A3_xx say. */
const SHOWN: readonly (readonly [view: string, place: string, code: string])[] = [
  ["", "Crimea", "RU"], ["RU", "Crimea", "RU"], ["UA", "Crimea", "UA"], ["US", "Crimea", "UA"],
  ["", "Arunachal Pradesh", "IN"], ["CN", "Arunachal Pradesh", "CN"], ["TW", "Arunachal Pradesh", "TW"],
  ["", "Aksai Chin", "CN"], ["IN", "Aksai Chin", "IN"], ["PK", "Aksai Chin", "CN"],
  ["", "Srinagar", "IN"], ["PK", "Srinagar", "PK"], ["", "Gilgit", "PK"], ["IN", "Gilgit", "IN"],
  ["", "Golan", "IL"], ["SA", "Golan", "SY"], ["FR", "Golan", ""],
  ["", "Laayoune", "MA"], ["ES", "Laayoune", "EH"], ["FR", "Laayoune", "MA"],
  ["", "Iturup", "RU"], ["JP", "Iturup", "JP"],
  ["", "Taiwan", "TW"], ["CN", "Taiwan", "CN"], ["JP", "Taiwan", "TW"],
  ["", "Kosovo", "XK"], ["ES", "Kosovo", "RS"], ["DE", "Kosovo", "XK"],
  ["", "Falklands", "FK"], ["AR", "Falklands", "AR"],
  ["", "Kyrenia", "CY"], ["TR", "Kyrenia", "CY"], ["", "Hargeisa", "SO"],
  ["", "Siachen", ""], ["IN", "Siachen", "IN"], ["PK", "Siachen", "PK"],
  ["", "Sukhumi", "GE"], ["RU", "Sukhumi", ""], ["", "Donetsk", "UA"], ["RU", "Donetsk", ""],
];

test("a worldview shows disputed areas as Natural Earth says that country does", () => {
  for (const { as } of [coarse, fine]) {
    for (const [view, place, code] of SHOWN) {
      assert.equal(shapeAt(as(view), vec(OF[place]!))?.code, code, `${place} as shown by ${view || "Natural Earth"}`);
    }
  }
});

test("worldviews draw the same land and coasts, and what is undisputed alike", () => {
  const next = numbers(11);
  const points = Array.from({ length: 150 }, () => vec(anywhere(next)));
  const disputed = new Set(fine.topology.objects.places.geometries.filter((one: any) => one.properties?.claims));
  for (const view of VIEWS) {
    const world = fine.as(view);
    assert.equal(world.coasts.length, fine.world.coasts.length);
    for (const point of points) {
      const shape = fine.world.shapes.indexOf(shapeAt(fine.world, point)!);
      if (shape < 0 || disputed.has(fine.topology.objects.places.geometries[shape])) continue;
      assert.equal(shapeAt(world, point)?.owner, fine.world.shapes[shape]?.owner);
    }
  }
});

/** How many of the lines around a place run between two places, dashed or not. */
function between(world: World, one: string, other: string): { solid: number; dashed: number } {
  const shared = new Set(world.edges.get(one)?.filter((line) => world.edges.get(other)?.includes(line)));
  const of = (lines: readonly unknown[]) => lines.filter((line) => shared.has(line as never)).length;
  return { solid: of(world.borders), dashed: of(world.disputedBorders) };
}

test("a border is dashed where some worldview draws none, and gone where the chosen one does not", () => {
  assert.deepEqual(between(fine.world, "RS", "XK"), { solid: 0, dashed: 1 });
  assert.deepEqual(between(fine.as("ES"), "RS", "XK"), { solid: 0, dashed: 0 });
  assert.equal(between(fine.world, "AL", "XK").dashed, 0);
  assert.ok(between(fine.world, "AL", "XK").solid > 0);
  assert.ok(between(fine.world, "RU", "UA").solid > 0, "most of it is in nobody's dispute");
  assert.ok(between(fine.world, "RU", "UA").dashed > 0, "the isthmus");
  assert.equal(between(fine.world, "FR", "DE").dashed, 0);
});

test("a place that holds a disputed area is outlined around both", () => {
  const joined = fine.as("UA");
  const outline = joined.edges.get("UA")!;
  assert.ok(outline.length > 0);
  for (const { arc } of outline) {
    const beside = joined.shapes.filter(({ polygons }) =>
      polygons.some(({ rings }) => rings.some(({ arcs }) => arcs.includes(arc) || arcs.includes(~arc))),
    );
    assert.equal(beside.filter(({ code }) => code === "UA").length, 1, "a line inside Ukraine is none of its edges");
  }
});

test("data of another kind is refused", () => {
  assert.throws(() => readWorld({ type: "Topology", objects: {}, arcs: [] }), /places/);
});
