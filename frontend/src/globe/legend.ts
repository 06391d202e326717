/** What the shades mean, in counts, and the choice of what to count. */

import type { Place } from "./data";
import { element } from "./element";
import { type Kind, KINDS, type Layer } from "./layers";
import { type Palette, shade } from "./palette";
import type { Step } from "./scale";

export interface LegendListener {
  /** A kind was chosen, or another place for a kind that is about one; `code` is empty where none was. */
  wanted(kind: Kind, code: string): void;
}

export class Legend {
  readonly root: HTMLElement;
  private readonly scale = element("ul", { class: "globe-scale", "aria-label": "Shades and what they count" });
  private readonly says = element("p", { class: "globe-says", role: "status" });
  private readonly whose = element("select", { "aria-label": "Whose press" });
  private readonly buttons = new Map<string, HTMLButtonElement>();

  constructor(places: readonly Place[], listener: LegendListener) {
    const layers = element("div", { class: "globe-layers", role: "group", "aria-label": "What the shades count" });
    for (const kind of KINDS) {
      const button = element("button", { type: "button", "aria-pressed": "false" }, kind.title);
      button.addEventListener("click", () => listener.wanted(kind, ""));
      this.buttons.set(kind.id, button);
      layers.append(button);
    }
    for (const place of places.filter(({ articles }) => articles > 0)) {
      this.whose.append(element("option", { value: place.code }, place.name));
    }
    this.whose.hidden = true;
    this.whose.addEventListener("change", () => {
      const kind = KINDS.find(({ ofPlace }) => ofPlace);
      if (kind) listener.wanted(kind, this.whose.value);
    });
    this.root = element("div", { class: "globe-legend" }, layers, this.whose, this.says, this.scale);
  }

  /** The place whose press is looked at, from those that have any: this one if it can be, else the first. */
  press(code: string): string {
    const options = [...this.whose.options];
    const found = options.find(({ value }) => value === code) ?? options[0];
    if (found) this.whose.value = found.value;
    return this.whose.value;
  }

  show(layer: Layer, steps: readonly Step[], palette: Palette, total: number): void {
    for (const [id, button] of this.buttons) button.setAttribute("aria-pressed", String(id === layer.id));
    this.whose.hidden = !KINDS.some(({ id, ofPlace }) => ofPlace && id === layer.id);
    this.says.textContent = layer.says;
    const silent = total - steps.reduce((sum, step) => sum + step.places, 0);
    this.scale.replaceChildren(
      entry(palette.land, "none", silent),
      ...steps.map((step, i) => entry(shade(palette, i, steps.length), rangeOf(step), step.places)),
    );
  }

  /** In place of what the shades say, while they are fetched or where they could not be. */
  tell(words: string): void {
    this.says.textContent = words;
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
