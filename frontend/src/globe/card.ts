/** The line under the globe that always says what is in its middle, and opens it. */

import type { Place } from "./data";
import { element } from "./element";
import { counted, type Layer } from "./layers";

/** A screen reader hears a place when the globe has been still this long, ms. */
const ANNOUNCE_AFTER = 450;

export class Card {
  readonly root: HTMLElement;
  private readonly name = element("span", { class: "globe-card-name" });
  private readonly facts = element("span", { class: "globe-card-facts" });
  private readonly open = element("a", { class: "globe-card-open" }, "Read its press");
  private readonly spoken = element("p", { class: "globe-spoken", "aria-live": "polite", "aria-atomic": "true" });
  private shown: Place | undefined | null = null;
  private layer: Layer | undefined;
  private timer = 0;

  constructor(private readonly address: (code: string) => string) {
    const words = element("p", { class: "globe-card-words" }, this.name, this.facts);
    this.root = element("div", { class: "globe-card" }, words, this.open, this.spoken);
  }

  /** `chosen`: the reader picked it, rather than turned past it. */
  show(place: Place | undefined, chosen: boolean, layer: Layer): void {
    this.root.toggleAttribute("data-chosen", chosen);
    if (place === this.shown && layer === this.layer) return;
    this.shown = place;
    this.layer = layer;
    this.name.textContent = place?.name ?? "Open sea";
    const facts = place ? layer.fact(place) || factsOf(place) : "Turn the globe, or press / to search";
    this.facts.textContent = facts;
    this.open.hidden = place === undefined;
    if (place) {
      this.open.href = this.address(place.code);
      // Begins with what is to be seen, so that whoever speaks to the page can say it (WCAG 2.5.3).
      this.open.setAttribute("aria-label", `Read its press: ${place.name}`);
    }
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.spoken.textContent = place ? `${place.name}. ${facts}` : "Open sea";
    }, ANNOUNCE_AFTER);
  }
}

/** What is known of a place's press, in counts. */
export function factsOf(place: Place): string {
  if (place.outlets === 0 && place.articles === 0) return "No outlet of its own listed yet";
  const outlets = `${counted(place.outlets, ["outlet", "outlets"])}, ${place.feeds} with a feed`;
  if (place.articles === 0) return `Nothing read yet · ${outlets}`;
  return `${counted(place.today, ["article", "articles"])} today, ${place.articles.toLocaleString("en")} in all · ${outlets}`;
}
