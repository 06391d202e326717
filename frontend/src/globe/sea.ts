/** The lit disc under everything, kept as a picture: its shades cost more than copying them. */

import type { Palette } from "./palette";
import { radiusOf, type View } from "./view";

export class Sea {
  private readonly canvas = document.createElement("canvas");
  private key = "";

  /** The disc for a view, as large as the globe's canvas. */
  picture(view: View, palette: Palette, density: number): HTMLCanvasElement {
    const key = [view.width, view.height, radiusOf(view), density, palette.oceanLit, palette.oceanDim].join();
    if (key !== this.key) {
      this.key = key;
      this.draw(view, palette, density);
    }
    return this.canvas;
  }

  private draw(view: View, palette: Palette, density: number): void {
    const [width, height] = [Math.round(view.width * density), Math.round(view.height * density)];
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    const context = this.canvas.getContext("2d");
    if (!context) return;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    const [x, y, radius] = [view.width / 2, view.height / 2, radiusOf(view)];
    const light = context.createRadialGradient(x - radius * 0.35, y - radius * 0.4, radius * 0.1, x, y, radius);
    light.addColorStop(0, palette.oceanLit);
    light.addColorStop(1, palette.oceanDim);
    context.fillStyle = light;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
}
