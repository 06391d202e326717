/** How many device pixels a moving globe can afford, learnt from how its frames come. */

/** A frame late by this much was not in time for the screen, ms. */
const LATE = 20;
/** A longer pause is not a slow frame: nothing was drawn in between. */
const PAUSE = 500;
/** Blurred by half, motion still reads well; a phone's screen has two or three times as many. */
const LEAST_DENSITY = 1;
const STEP = 0.7;
/** This many late frames out of the last ones lower the density. */
const LAST = 6;
const TOO_MANY = 4;

export class Pace {
  private readonly late: boolean[] = [];
  private before = -Infinity;
  private share = 1;

  /** The density to draw at: the screen's at rest, what was learnt in motion. */
  density(screen: number, moving: boolean): number {
    return moving ? Math.max(Math.min(LEAST_DENSITY, screen), screen * this.share) : screen;
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
