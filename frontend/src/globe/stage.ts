/** The elements the globe lives in, and the canvas kept as sharp as the screen. */

import { element } from "./element";

/** More device pixels than this cost frames and cannot be told apart. */
const MOST_DENSITY = 2.5;

const HELP =
  "Arrow keys turn the globe, with Shift in small steps. Plus and minus zoom. Enter opens the country in the middle. " +
  "Slash searches. Home goes back to the start.";

export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  private readonly face: HTMLElement;
  width = 1;
  height = 1;
  density = 1;

  /** Shows nothing yet; raises if the browser has no canvas. */
  constructor(private readonly section: HTMLElement) {
    const help = element("p", { class: "globe-spoken", id: "globe-help" }, HELP);
    this.canvas = element("canvas", {
      tabindex: "0",
      role: "application",
      "aria-label": "Globe",
      "aria-describedby": help.id,
    });
    const context = this.canvas.getContext("2d");
    if (!context) throw new Error("this browser draws no canvas");
    this.context = context;
    this.face = element("div", { class: "globe-face" }, this.canvas, help);
  }

  /** Takes its place in the page, with `under` after the face: in one go, so that nothing shifts. */
  show(...under: readonly Node[]): void {
    const place = this.section.querySelector("[data-globe-stage]") ?? element("div", { class: "globe-stage", "data-globe-stage": "" });
    place.replaceChildren(this.face, ...under);
    if (!place.isConnected) this.section.prepend(place);
    this.section.setAttribute("data-globe-ready", "");
  }

  /** Adds to the globe's face, over the canvas. */
  over(...nodes: readonly Node[]): void {
    this.face.append(...nodes);
  }

  /** Gives the canvas this many device pixels to the CSS pixel; it is empty after a change. */
  sharpen(density: number): void {
    const [width, height] = [Math.round(this.width * density), Math.round(this.height * density)];
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
  }

  /** Keeps the canvas at the size of its box; `resized` is called at once and after each change. */
  follow(resized: () => void): void {
    const measure = (): void => {
      const { clientWidth, clientHeight } = this.face;
      const density = Math.min(MOST_DENSITY, devicePixelRatio || 1);
      if (clientWidth === this.width && clientHeight === this.height && density === this.density) return;
      [this.width, this.height, this.density] = [Math.max(1, clientWidth), Math.max(1, clientHeight), density];
      resized();
    };
    new ResizeObserver(measure).observe(this.face);
    // Zooming the page or moving to another screen changes the density, not always the size.
    addEventListener("resize", measure);
    measure();
  }
}
