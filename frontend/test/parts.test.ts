import assert from "node:assert/strict";
import test from "node:test";

import { readSpot, writeSpot } from "../src/globe/address";
import { column } from "../src/globe/counts";
import { readPlaces } from "../src/globe/data";
import { aboutLayer, openingLayer, overlookedLayer, pressLayer } from "../src/globe/layers";
import { Motion } from "../src/globe/motion";
import { stepOf, stepsFor } from "../src/globe/scale";
import { matches } from "../src/globe/search";
import { angle, vec, wrapped } from "../src/globe/sphere";
import { sunOverhead } from "../src/globe/sun";
import { dragged, project, settled, unproject, type View, zoomedAt } from "../src/globe/view";
import { anywhere, numbers } from "./worlds";

const VIEW: View = { lon: 10, lat: 20, zoom: 1, width: 600, height: 400 };

function place(code: string, name: string, today = 0, articles = 0) {
  return { code, name, region: "", lon: 0, lat: 0, today, articles, outlets: 0, feeds: 0 };
}

test("projecting and back finds the same place", () => {
  const next = numbers(1);
  for (let i = 0; i < 200; i++) {
    const view = settled({ ...VIEW, ...anywhere(next), zoom: 1 + 9 * next() });
    const direction = vec(anywhere(next));
    const at = project(view, direction);
    if (at) assert.ok(angle(unproject(view, at) ?? [0, 0, 0], direction) < 0.02);
  }
});

test("the surface follows the pointer near the middle", () => {
  const held = unproject(VIEW, { x: 300, y: 200 })!;
  const moved = project(dragged(VIEW, 30, -20), held)!;
  assert.ok(Math.hypot(moved.x - 330, moved.y - 180) < 3);
});

test("zooming keeps what is under the pointer there", () => {
  const at = { x: 360, y: 170 };
  const held = unproject(VIEW, at)!;
  const now = project(zoomedAt(VIEW, 2, at), held)!;
  assert.ok(Math.hypot(now.x - at.x, now.y - at.y) < 4);
});

test("longitudes wrap", () => {
  assert.deepEqual([190, -190, 540, -180].map(wrapped), [-170, 170, -180, -180]);
});

test("counts fall into steps that cover them without gaps", () => {
  for (const largest of [1, 2, 3, 9, 10, 88, 1234, 56789]) {
    const counts = [0, 1, largest, Math.ceil(largest / 2)];
    const steps = stepsFor(counts);
    assert.equal(steps[0]?.from, 1);
    assert.equal(steps.at(-1)?.to, largest);
    assert.ok(steps.length <= 5);
    steps.slice(1).forEach((step, i) => assert.equal(step.from, steps[i]!.to + 1));
    assert.equal(steps.reduce((sum, step) => sum + step.places, 0), 3);
    assert.equal(stepOf(steps, 0), -1);
    assert.equal(stepOf(steps, largest), steps.length - 1);
  }
  assert.deepEqual(stepsFor([0, 0]), []);
});

test("the globe opens on today, or on all days when today is silent", () => {
  assert.equal(openingLayer([place("PE", "Peru", 2, 5)]).id, "today");
  assert.equal(openingLayer([place("PE", "Peru", 0, 5)]).id, "all");
  assert.equal(openingLayer([place("PE", "Peru")]).id, "today");
});

test("a place that was not looked at is not said to overlook nothing", () => {
  const layer = overlookedLayer(new Map([["PE", 2], ["BO", 0]]), new Map([["PE", 9], ["BO", 1]]));
  assert.equal(layer.count(place("PE", "Peru")), 2);
  assert.equal(layer.fact(place("PE", "Peru")), "Its press overlooks 2 of 9 stories looked at");
  assert.equal(layer.fact(place("BO", "Bolivia")), "Its press overlooks 0 of 1 story looked at");
  assert.match(layer.fact(place("TO", "Tonga")), /can’t tell/);
});

test("layers say what they count, and of whose press", () => {
  const counts = column([{ country: "PE", articles: 3 }, { country: "BO" }, { articles: 1 }], "articles");
  assert.deepEqual([...counts], [["PE", 3]]);
  assert.equal(aboutLayer(counts).fact(place("PE", "Peru")), "3 articles about it, from anywhere");
  assert.equal(aboutLayer(counts).count(place("BO", "Bolivia")), 0);
  assert.match(pressLayer(place("BR", "Brazil"), counts).says, /one country’s press .*: Brazil$/);
});

test("search folds accents and puts beginnings first", () => {
  const places = [place("DO", "Dominican Republic"), place("NI", "Nicaragua"), place("NE", "Niger"), place("CI", "Côte d’Ivoire"), place("OM", "Oman"), place("RO", "Romania")];
  const names = (typed: string) => matches(places, typed).map(({ name }) => name);
  assert.deepEqual(names("cote d'iv"), ["Côte d’Ivoire"]);
  assert.deepEqual(names("oman"), ["Oman", "Romania"]);
  assert.deepEqual(names("ni"), ["Nicaragua", "Niger", "Dominican Republic", "Romania"]);
  assert.deepEqual(names("ro"), ["Romania"]);
  assert.deepEqual(names("republic"), ["Dominican Republic"]);
  assert.equal(names("  ").length, 6);
});

test("an address says where the globe was, and nonsense says nothing", () => {
  const spot = { lon: -52.1, lat: 10, zoom: 2.5, code: "BR" };
  assert.deepEqual(readSpot(writeSpot(spot)), spot);
  assert.deepEqual(readSpot("#globe=400,100,0.1"), { lon: 40, lat: 85, zoom: 1, code: undefined });
  for (const hash of ["", "#latest", "#globe=a,b,c", "#globe=1,2", "#globe=1,2,3,<b>"]) assert.equal(readSpot(hash), undefined);
});

test("the sun stands over the tropics at the solstices and over Greenwich at noon", () => {
  const june = sunOverhead(new Date("2026-06-21T12:00:00Z"));
  const december = sunOverhead(new Date("2026-12-21T00:00:00Z"));
  const march = sunOverhead(new Date("2026-03-20T14:46:00Z"));
  assert.ok(Math.abs(june.lat - 23.44) < 0.1 && Math.abs(june.lon) < 1.5, JSON.stringify(june));
  assert.ok(Math.abs(december.lat + 23.44) < 0.1 && Math.abs(Math.abs(december.lon) - 180) < 1.5, JSON.stringify(december));
  assert.ok(Math.abs(march.lat) < 0.1, JSON.stringify(march));
});

test("a flight arrives, and at once for readers who asked for less motion", () => {
  for (const reduced of [false, true]) {
    const motion = new Motion(() => reduced);
    motion.fly(VIEW, { lon: -170, lat: -40, zoom: 4 }, 0);
    const first = motion.step(VIEW, 16);
    assert.equal(motion.moving, !reduced);
    const last = reduced ? first : motion.step(first, 5000);
    assert.deepEqual([Math.round(last.lon), Math.round(last.lat), last.zoom], [-170, -40, 4]);
    assert.equal(motion.moving, false);
  }
});

test("a flick dies down, and a faint one does nothing", () => {
  const motion = new Motion(() => false);
  motion.coast(0.02, 0, 0);
  assert.equal(motion.moving, false);
  motion.coast(1, 0, 0);
  let view = VIEW;
  let now = 0;
  while (motion.moving && now < 10_000) view = motion.step(view, (now += 16));
  assert.ok(now < 3000 && view.lon !== VIEW.lon);
});

test("keys held down add up", () => {
  const motion = new Motion(() => false);
  for (let i = 0; i < 3; i++) motion.nudge(VIEW, (aim) => ({ ...aim, lon: aim.lon + 10 }), 0);
  assert.ok(Math.abs(motion.step(VIEW, 1000).lon - (VIEW.lon + 30)) < 1e-6);
});

test("page data that is not what it should be is named", () => {
  assert.throws(() => readPlaces("{}"), /countries/);
  assert.throws(() => readPlaces('{"countries":[{"code":"BR"}]}'), /countries\[0\]\.name is not text/);
  assert.equal(readPlaces(JSON.stringify({ countries: [place("BR", "Brazil")] }))[0]?.code, "BR");
});
