import assert from "node:assert/strict";
import test, { mock } from "node:test";

import { inTurns } from "../src/globe/turns";
import { reading } from "../src/globe/world";
import { madeWorld } from "./worlds";

/** What a step may take here, ms: four times as long on a phone it is still no task one can feel. */
const LONGEST_STEP = 12;

test("long work gives the page its turn after every few milliseconds", async () => {
  let now = 0;
  mock.method(performance, "now", () => now);
  const { scheduler } = globalThis as { scheduler?: unknown };
  let turns = 0;
  Object.assign(globalThis, { scheduler: { yield: async () => void turns++ } });
  function* work(): Generator<void, string> {
    for (let step = 0; step < 60; step++) {
      now += 1;
      yield;
    }
    return "done";
  }
  assert.equal(await inTurns(work()), "done");
  Object.assign(globalThis, { scheduler });
  mock.restoreAll();
  assert.equal(turns, 10);
});

test("the shapes are read in short steps", async () => {
  const { topology } = await madeWorld("coarse");
  const steps = (): number[] => {
    const work = reading(topology, "");
    const took: number[] = [];
    for (;;) {
      const began = performance.now();
      const { done } = work.next();
      took.push(performance.now() - began);
      if (done) return took;
    }
  };
  // Of each step the quickest of a few: another program may hold up any one of them.
  const runs = [steps(), steps(), steps(), steps(), steps()];
  const quickest = runs[0]!.map((_, step) => Math.min(...runs.map((run) => run[step]!)));
  assert.ok(Math.max(...quickest) < LONGEST_STEP, `${Math.max(...quickest)} ms`);
});
