/** The line under the globe that always says what is in its middle, and opens it. */

import type { Place } from "./data";
import { element } from "./element";
import { counted, LAYERS } from "./layers";

/** A screen reader hears a place when the globe has been still this long, ms. */
const ANNOUNCE_AFTER = 450;

export class Card {
  readonly root: HTMLElement;
  private readonly name = element("span", { class: "globe-card-name" });
  private readonly facts = element("span", { class: "globe-card-facts" });
  private readonly open = element("a", { class: "globe-card-open" }, "Read its press");
  private readonly spoken = element("p", { class: "globe-spoken", "aria-live": "polite", "aria-atomic": "true" });
  private shown: Place | undefined | null = null;
  private timer = 0;

  constructor(private readonly address: (code: string) => string) {
    const words = element("p", { class: "globe-card-words" }, this.name, this.facts);
    this.root = element("div", { class: "globe-card" }, words, this.open, this.spoken);
  }

  /** `chosen`: the reader picked it, rather than turned past it. */
  show(place: Place | undefined, chosen: boolean): void {
    this.root.toggleAttribute("data-chosen", chosen);
    if (place === this.shown) return;
    this.shown = place;
    this.name.textContent = place?.name ?? "Open sea";
    this.facts.textContent = place ? factsOf(place) : "Turn the globe, or press / to search";
    this.open.hidden = place === undefined;
    if (place) {
      this.open.href = this.address(place.code);
      this.open.setAttribute("aria-label", `Read the press of ${place.name}`);
    }
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.spoken.textContent = place ? `${place.name}. ${factsOf(place)}` : "Open sea";
    }, ANNOUNCE_AFTER);
  }
}

/** What is known of a place's press, in counts. */
export function factsOf(place: Place): string {
  if (place.outlets === 0 && place.articles === 0) return "No outlet of its own listed yet";
  const outlets = `${counted(place.outlets, ["outlet", "outlets"])}, ${place.feeds} with a feed`;
  if (place.articles === 0) return `Nothing read yet · ${outlets}`;
  const unit = LAYERS[0].unit;
  return `${counted(place.today, unit)} today, ${place.articles.toLocaleString("en")} in all · ${outlets}`;
}
