/** Movement over time: flights to a place, and the turn that goes on after a hand lets go. */

import { angle, type LonLat, vec } from "./sphere";
import { between, dragged, type View } from "./view";

interface Movement {
  /** The view at a time, and whether the movement is over. */
  at(view: View, now: number): { view: View; over: boolean };
}

/** Where a movement ends. */
export type Goal = LonLat & { readonly zoom: number };

const NUDGE_TIME = 180; // ms
// Halves every 180 ms: a firm flick turns the globe about once round, and it is at rest in 2 s.
const HALF_LIFE = 180;
const SLOWEST = 0.012; // px/ms: below this nothing visible moves
const FASTEST = 3.5;

export class Motion {
  private movement: Movement | undefined;
  private aim: Goal | undefined;

  constructor(private readonly reduced: () => boolean) {}

  get moving(): boolean {
    return this.movement !== undefined;
  }

  stop(): void {
    this.movement = undefined;
    this.aim = undefined;
  }

  /** Lets the surface run on at a speed in px/ms; nothing happens for readers who asked for less motion. */
  coast(speedX: number, speedY: number, now: number): void {
    const speed = Math.hypot(speedX, speedY);
    if (this.reduced() || speed < 0.08) return;
    const [vx, vy] = [speedX, speedY].map((v) => (v * Math.min(speed, FASTEST)) / speed) as [number, number];
    this.aim = undefined;
    let last = now;
    let left = 1;
    this.movement = {
      at: (view, time) => {
        const elapsed = Math.min(time - last, 64);
        last = time;
        left *= 0.5 ** (elapsed / HALF_LIFE);
        return {
          view: dragged(view, vx * left * elapsed, vy * left * elapsed),
          over: Math.hypot(vx, vy) * left < SLOWEST,
        };
      },
    };
  }

  /** Moves to a place and zoom, at once for readers who asked for less motion. */
  fly(from: View, to: Goal, now: number): void {
    this.go(from, to, now, flightTime(from, to), (share) =>
      share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2,
    );
  }

  /**
   * Moves a short way, as a key asks: `step` gets what the last key aimed at, so that keys held
   * down add up, and answers the new aim.
   */
  nudge(from: View, step: (aim: Goal) => Goal, now: number): void {
    const aim = step(this.aim ?? from);
    this.go(from, aim, now, NUDGE_TIME, (share) => 1 - (1 - share) ** 2);
    this.aim = aim;
  }

  private go(from: View, to: Goal, now: number, duration: number, ease: (share: number) => number): void {
    const start = { lon: from.lon, lat: from.lat };
    const whole = this.reduced() ? 0 : duration;
    this.aim = undefined;
    this.movement = {
      at: (view, time) => {
        const share = whole === 0 ? 1 : Math.min(1, Math.max(0, (time - now) / whole));
        const eased = ease(share);
        const zoom = from.zoom * (to.zoom / from.zoom) ** eased;
        return { view: { ...view, ...between(start, to, eased), zoom }, over: share === 1 };
      },
    };
  }

  /** The view now. */
  step(view: View, now: number): View {
    if (!this.movement) return view;
    const movement = this.movement;
    const { view: moved, over } = movement.at(view, now);
    if (over && this.movement === movement) this.stop();
    return moved;
  }
}

/** Half a second across the street, just over one around the world, ms. */
function flightTime(from: LonLat, to: LonLat): number {
  return 420 + 700 * (angle(vec(from), vec(to)) / Math.PI);
}
