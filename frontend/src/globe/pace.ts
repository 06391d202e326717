/** How fine a moving globe can afford to be, learnt from how its frames come. */

/** A frame late by this much was not in time for the screen, ms. */
const LATE = 20;
/** A longer pause is not a slow frame: nothing was drawn in between. */
const PAUSE = 500;
/** Blurred by a quarter, motion still reads well. */
const LEAST_DENSITY = 0.75;
/** More device pixels than this to the CSS pixel cannot be told apart while they move. */
const MOVING_DENSITY = 1.5;
const STEP = 0.7;
/** Points nearer to each other than this are one, px; in motion further apart the later frames come. */
const RESTING_TOLERANCE = 0.35;
const MOVING_TOLERANCE = 3;
const MOST_TOLERANCE = 4;
/** This many late frames out of the last ones lower the density: one in four is seen as a stutter. */
const LAST = 12;
const TOO_MANY = 3;

export class Pace {
  private readonly late: boolean[] = [];
  private before = -Infinity;
  private share = 1;

  /** The density to draw at: the screen's at rest, what was learnt in motion. */
  density(screen: number, moving: boolean): number {
    if (!moving) return screen;
    return Math.max(Math.min(LEAST_DENSITY, screen), Math.min(MOVING_DENSITY, screen) * this.share);
  }

  /** How near to each other points may lie and still be drawn both, px. */
  tolerance(moving: boolean): number {
    return moving ? Math.min(MOST_TOLERANCE, MOVING_TOLERANCE / this.share) : RESTING_TOLERANCE;
  }

  /** Learns from a frame at a time, ms, which followed another while moving. */
  frame(now: number, moving: boolean): void {
    const gap = now - this.before;
    this.before = moving ? now : -Infinity;
    if (!moving || gap > PAUSE) return;
    this.late.push(gap > LATE);
    if (this.late.length > LAST) this.late.shift();
    if (this.late.filter(Boolean).length < TOO_MANY) return;
    this.share *= STEP;
    this.late.length = 0;
  }
}
