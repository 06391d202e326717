/** Pointers, fingers and the wheel, told apart: turning, pinching, tapping, pointing. */

import type { ScreenPoint } from "./view";

/** What a gesture asks for; points in CSS pixels from the canvas's corner. */
export interface Gestures {
  /** Something touched the globe: whatever moves must stop. */
  touched(): void;
  /** Nothing touches it any more. */
  lifted(): void;
  turned(dx: number, dy: number): void;
  zoomed(factor: number, at: ScreenPoint): void;
  /** The hand let go while moving, px/ms. */
  released(speedX: number, speedY: number): void;
  tapped(at: ScreenPoint, finger: boolean): void;
  /** The mouse points here, or nowhere on the globe. */
  pointed(at: ScreenPoint | undefined): void;
  /** Whether the wheel may zoom by this factor here; otherwise the page scrolls. */
  wheelWanted(factor: number, at: ScreenPoint): boolean;
}

/** A tap is one pointer that moved at most this far, px. */
const TAP_SLOP = 8;
/** The speed at release is that of the last moments, ms. */
const RECENT = 90;
/** A wheel that was scrolling the page goes on doing so when the globe arrives under it, ms. */
const SCROLL_GOES_ON = 300;
const WHEEL_LINE = 16;
const WHEEL_RATE = 0.0022;
const PINCH_WHEEL_RATE = 0.012; // trackpad pinches arrive as small wheel steps with ctrl held

interface Sample extends ScreenPoint {
  readonly time: number;
}

export function listen(canvas: HTMLCanvasElement, gestures: Gestures): void {
  new Hand(canvas, gestures);
  listenToWheel(canvas, gestures);
}

class Hand {
  private readonly down = new Map<number, Sample>();
  private start: ScreenPoint = { x: 0, y: 0 };
  /** Once true no tap can come of this gesture. */
  private moved = false;
  private finger = false;
  private trail: Sample[] = [];

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly gestures: Gestures,
  ) {
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerup", (event) => this.lift(event));
    // A tap counts when its click arrives: by then the browser has moved the focus where it wants it,
    // and a chooser that opens keeps it.
    canvas.addEventListener("click", (event) => {
      if (!this.moved) this.gestures.tapped(pointOf(this.canvas, event), this.finger);
    });
    canvas.addEventListener("pointercancel", (event) => this.abandon(event));
    canvas.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && this.down.size === 0) this.gestures.pointed(undefined);
    });
    // Two fingers are a pinch of the globe, never a scroll of the page.
    canvas.addEventListener("touchmove", (event) => event.touches.length > 1 && event.preventDefault(), {
      passive: false,
    });
  }

  private press(event: PointerEvent): void {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.gestures.touched();
    const at = this.sample(event);
    if (this.down.size === 0) {
      this.start = at;
      this.moved = false;
      this.trail = [at];
    } else this.moved = true;
    this.down.set(event.pointerId, at);
  }

  private move(event: PointerEvent): void {
    const at = this.sample(event);
    const before = this.down.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") this.gestures.pointed(at);
      return;
    }
    if (this.down.size === 1) {
      if (!this.moved && Math.hypot(at.x - this.start.x, at.y - this.start.y) <= TAP_SLOP) return;
      // The first step over the slop starts from here: the globe must not jump by it.
      if (this.moved) this.gestures.turned(at.x - before.x, at.y - before.y);
      else this.gestures.pointed(undefined);
      this.moved = true;
      this.trail = [...this.trail.filter(({ time }) => at.time - time < RECENT), at];
    } else this.pinch(event.pointerId, before, at);
    this.down.set(event.pointerId, at);
  }

  private pinch(id: number, before: ScreenPoint, at: ScreenPoint): void {
    const other = [...this.down].find(([pointer]) => pointer !== id)?.[1];
    if (!other) return;
    const spread = Math.hypot(before.x - other.x, before.y - other.y);
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
    this.gestures.turned((at.x - before.x) / 2, (at.y - before.y) / 2);
    if (spread > 1) this.gestures.zoomed(Math.hypot(at.x - other.x, at.y - other.y) / spread, middle);
  }

  private lift(event: PointerEvent): void {
    if (!this.down.delete(event.pointerId)) return;
    if (this.down.size > 0) {
      this.trail = [];
      return;
    }
    this.gestures.lifted();
    this.finger = event.pointerType !== "mouse";
    if (this.moved) this.release(this.sample(event));
  }

  private release(at: Sample): void {
    const recent = this.trail.filter(({ time }) => at.time - time < RECENT);
    const [first, last] = [recent[0], recent.at(-1)];
    if (!first || !last || last.time <= first.time) return;
    const elapsed = last.time - first.time;
    this.gestures.released((last.x - first.x) / elapsed, (last.y - first.y) / elapsed);
  }

  private abandon(event: PointerEvent): void {
    this.down.delete(event.pointerId);
    this.moved = true;
    if (this.down.size === 0) this.gestures.lifted();
  }

  private sample(event: PointerEvent): Sample {
    return { ...pointOf(this.canvas, event), time: event.timeStamp };
  }
}

function listenToWheel(canvas: HTMLCanvasElement, gestures: Gestures): void {
  let scrolled = -Infinity;
  addEventListener("scroll", () => (scrolled = performance.now()), { passive: true });
  canvas.addEventListener(
    "wheel",
    (event) => {
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_LINE : 1);
      const factor = Math.exp(-pixels * (event.ctrlKey ? PINCH_WHEEL_RATE : WHEEL_RATE));
      const at = pointOf(canvas, event);
      const scrolling = !event.ctrlKey && performance.now() - scrolled < SCROLL_GOES_ON;
      if (scrolling || !gestures.wheelWanted(factor, at)) return;
      event.preventDefault();
      gestures.touched();
      gestures.zoomed(factor, at);
      gestures.lifted();
    },
    { passive: false },
  );
}

function pointOf(canvas: HTMLCanvasElement, event: MouseEvent): ScreenPoint {
  const box = canvas.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}
