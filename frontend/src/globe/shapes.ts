/** The two levels of detail, fetched when they are wanted, and which of them to draw. */

import type { Topology } from "topojson-specification";

import { Tracer } from "./trace";
import { inTurns, turn } from "./turns";
import { radiusOf, type View } from "./view";
import { reading, type World } from "./world";
import { chosenWorldview } from "./worldviews";

declare const WORLD_VERSION: string;

/** Coarse lines are good up to this radius in device pixels: their corners are a pixel wide there. */
const COARSE_UP_TO = 420;
/** Fine lines in motion only while a picture of them takes at most this long, ms. */
const QUICK_ENOUGH = 9;

export class Shapes {
  private coarse: Tracer | undefined;
  private fine: Tracer | undefined;
  private asked = false;
  private fineCost = 0;

  /** Each level is prepared for, then `arrived` is called once it can be drawn. */
  constructor(
    private readonly prepare: (world: World) => Generator<void, void>,
    private readonly arrived: () => void,
  ) {}

  async load(): Promise<void> {
    this.coarse = await this.level("world-coarse.json");
    this.arrived();
  }

  /** What to draw a view with; undefined until the first shapes are there. */
  best(view: View, density: number, moving: boolean): Tracer | undefined {
    const wanted = radiusOf(view) * density > COARSE_UP_TO;
    if (wanted && !moving && this.coarse) this.askForFine();
    if (!wanted || !this.fine) return this.coarse;
    return moving && this.fineCost > QUICK_ENOUGH ? this.coarse : this.fine;
  }

  /** Learns how long a picture took. */
  took(tracer: Tracer | undefined, milliseconds: number): void {
    if (tracer && tracer === this.fine) this.fineCost = 0.7 * this.fineCost + 0.3 * milliseconds;
  }

  private askForFine(): void {
    if (this.asked || savesData()) return;
    this.asked = true;
    this.level("world-fine.json").then(
      (fine) => {
        this.fine = fine;
        this.arrived();
      },
      // Coarse shapes are whole; finer ones are a nicety that may be tried again.
      () => (this.asked = false),
    );
  }

  private async level(name: string): Promise<Tracer> {
    const world = await fetched(name);
    await inTurns(this.prepare(world));
    const tracer = new Tracer(world);
    await turn();
    return tracer;
  }
}

async function fetched(name: string): Promise<World> {
  const answer = await fetch(new URL(name + WORLD_VERSION, import.meta.url));
  if (!answer.ok) throw new Error(`${name} answered ${answer.status}`);
  const topology = (await answer.json()) as Topology;
  await turn();
  return inTurns(reading(topology, chosenWorldview()));
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData ?? false;
}
