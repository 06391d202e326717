import assert from "node:assert/strict";
import test from "node:test";

import { night } from "../src/globe/furniture";
import { dot, opposite, vec, viewAxes } from "../src/globe/sphere";
import { Tracer } from "../src/globe/trace";
import { project, radiusOf, unproject, type View } from "../src/globe/view";
import { shapeAt } from "../src/globe/world";
import { anywhere, madeWorld, numbers } from "./worlds";

const { world } = await madeWorld("coarse");
const SIZE = 800;

/** Keeps what was drawn, and answers what a canvas would fill under the even-odd rule. */
class Recorder {
  private readonly lines: [number, number][][] = [];
  private discs: { x: number; y: number; radius: number }[] = [];

  moveTo(x: number, y: number): void {
    this.lines.push([[x, y]]);
  }
  lineTo(x: number, y: number): void {
    this.lines.at(-1)?.push([x, y]);
  }
  arc(x: number, y: number, radius: number): void {
    this.discs.push({ x, y, radius });
  }

  fills(x: number, y: number): boolean {
    let inside = this.discs.filter((disc) => Math.hypot(x - disc.x, y - disc.y) < disc.radius).length;
    for (const line of this.lines) {
      line.forEach(([ax, ay], i) => {
        const [bx, by] = line[(i + 1) % line.length]!;
        if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside++;
      });
    }
    return inside % 2 === 1;
  }

  /** How near any drawn line passes, px. */
  distance(x: number, y: number): number {
    let nearest = Infinity;
    for (const line of this.lines) {
      line.forEach(([ax, ay], i) => {
        const [bx, by] = line[(i + 1) % line.length]!;
        const [dx, dy] = [bx - ax, by - ay];
        const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
        nearest = Math.min(nearest, Math.hypot(x - ax - along * dx, y - ay - along * dy));
      });
    }
    return nearest;
  }
}

function compare(view: View, next: () => number, tries: number): number {
  const tracer = new Tracer(world);
  tracer.turn(view, 0.35);
  const pictures = world.shapes.map((shape) => {
    const picture = new Recorder();
    tracer.shape(picture, shape);
    return { code: shape.code, picture };
  });
  let land = 0;
  for (let i = 0; i < tries; i++) {
    const [x, y] = [next() * SIZE, next() * SIZE];
    const direction = unproject(view, { x, y });
    // The rim is drawn in chords, a fraction of a pixel inside the true circle.
    if (!direction || Math.hypot(x - SIZE / 2, y - SIZE / 2) > radiusOf(view) - 1) continue;
    const expected = shapeAt(world, direction)?.code;
    const drawn = pictures.filter(({ picture }) => picture.fills(x, y)).map(({ code }) => code);
    const wanted = expected === undefined ? [] : [expected];
    if (drawn.join() !== wanted.join()) {
      const nearest = Math.min(...pictures.map(({ picture }) => picture.distance(x, y)));
      assert.ok(nearest < 1, `${drawn.join()} drawn where ${wanted.join()} is, at ${x}, ${y} of ${JSON.stringify(view)}`);
    }
    if (expected !== undefined) land++;
  }
  return land;
}

test("what is filled is what is there, seen from anywhere", () => {
  const next = numbers(3);
  let land = 0;
  for (let i = 0; i < 40; i++) {
    land += compare({ ...anywhere(next), zoom: 1 + next() * 3, width: SIZE, height: SIZE }, next, 60);
  }
  assert.ok(land > 300);
});

test("a country that holds the far point of the globe fills nothing it should not", () => {
  const next = numbers(5);
  // Opposite Russia, China, the United States, Brazil, Australia, Antarctica, and near their edges.
  for (const behind of [[100, 60], [104, 35.5], [-98, 39], [-52, -10], [134, -25], [20, -84], [60, 55], [140, 65]] as const) {
    const { lon, lat } = { lon: behind[0] - 180, lat: -behind[1] };
    const view = { lon, lat, zoom: 1, width: SIZE, height: SIZE };
    assert.ok(shapeAt(world, opposite(viewAxes(view)[2])), "nothing is behind");
    compare(view, next, 150);
  }
});

test("night covers the half that the sun does not see", () => {
  const next = numbers(11);
  for (let i = 0; i < 20; i++) {
    const sun = anywhere(next);
    const view = { ...anywhere(next), zoom: 1, width: SIZE, height: SIZE };
    const tracer = new Tracer(night(sun));
    tracer.turn(view, 0);
    const picture = new Recorder();
    tracer.shape(picture, tracer.world.shapes[0]!);
    for (let j = 0; j < 50; j++) {
      const direction = vec(anywhere(next));
      const at = project(view, direction);
      const height = dot(direction, vec(sun));
      if (!at || Math.abs(height) < 0.02 || Math.hypot(at.x - 400, at.y - 400) > radiusOf(view) - 1) continue;
      assert.equal(picture.fills(at.x, at.y), height < 0);
    }
  }
});

test("lines are drawn on the near side only", () => {
  const tracer = new Tracer(world);
  const view = { lon: 20, lat: 10, zoom: 1, width: SIZE, height: SIZE };
  tracer.turn(view, 0);
  const points: [number, number][] = [];
  const pen = { ...new Recorder(), moveTo: (x: number, y: number) => points.push([x, y]), lineTo: (x: number, y: number) => points.push([x, y]) };
  for (const line of world.coasts) tracer.line(pen as never, line);
  assert.ok(points.length > 500);
  assert.ok(points.every(([x, y]) => Math.hypot(x - 400, y - 400) <= radiusOf(view) + 0.01));
});
