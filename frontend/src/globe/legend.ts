/** What the shades mean, in counts, and the choice of what to count. */

import { element } from "./element";
import { type Layer, LAYERS } from "./layers";
import { type Palette, shade } from "./palette";
import type { Step } from "./scale";

export class Legend {
  readonly root: HTMLElement;
  private readonly scale = element("ul", { class: "globe-scale", "aria-label": "Shades and what they count" });
  private readonly buttons = new Map<string, HTMLButtonElement>();

  constructor(choose: (layer: Layer) => void) {
    const layers = element("div", { class: "globe-layers", role: "group", "aria-label": "Articles published in a country" });
    for (const layer of LAYERS) {
      const button = element("button", { type: "button", "aria-pressed": "false" }, layer.title);
      button.addEventListener("click", () => choose(layer));
      this.buttons.set(layer.id, button);
      layers.append(button);
    }
    const head = element("div", { class: "globe-legend-head" }, element("span", {}, "Articles published in"), layers);
    this.root = element("div", { class: "globe-legend" }, head, this.scale);
  }

  show(layer: Layer, steps: readonly Step[], palette: Palette, total: number): void {
    for (const [id, button] of this.buttons) button.setAttribute("aria-pressed", String(id === layer.id));
    const silent = total - steps.reduce((sum, step) => sum + step.places, 0);
    this.scale.replaceChildren(
      entry(palette.land, "none", silent),
      ...steps.map((step, i) => entry(shade(palette, i, steps.length), rangeOf(step), step.places)),
    );
  }
}

function entry(colour: string, range: string, places: number): HTMLElement {
  const swatch = element("i", { "aria-hidden": "true" });
  swatch.style.background = colour;
  const many = places === 1 ? "1 place" : `${places} places`;
  return element("li", { title: many }, swatch, element("b", {}, range), element("small", {}, many));
}

function rangeOf({ from, to }: Step): string {
  return from === to ? from.toLocaleString("en") : `${from.toLocaleString("en")}–${to.toLocaleString("en")}`;
}
