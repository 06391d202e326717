/** The page's plain list of places, kept in step with the globe, and its search. */

import type { Place } from "./data";
import { element } from "./element";
import { matches } from "./search";

export interface ListListener {
  /** The reader points at or focuses a place in the list; undefined when no longer. */
  hinted(code: string | undefined, byKeyboard: boolean): void;
  /** The best match of what is being typed. */
  sought(code: string): void;
  /** Enter in the search. */
  taken(code: string): void;
}

/** A pointer on its way across the list means nothing yet, ms. */
const HOVER_DELAY = 140;
const TYPING_DELAY = 180;

export class List {
  private readonly links = new Map<string, HTMLAnchorElement>();
  private readonly search: HTMLInputElement;
  private readonly tally = element("p", { class: "globe-tally", role: "status" });
  private readonly filters: boolean;
  private readonly scope: HTMLElement;
  private marked: HTMLAnchorElement | undefined;
  private timer = 0;

  /** The list is looked for in the globe's section, else beside it. */
  constructor(
    section: HTMLElement,
    private readonly places: readonly Place[],
    private readonly listener: ListListener,
  ) {
    this.scope = scopeOf(section);
    for (const link of this.scope.querySelectorAll<HTMLAnchorElement>("a[data-country]")) {
      const code = link.dataset["country"];
      if (code) this.links.set(code, link);
    }
    this.search = searchOf(section) ?? this.makeSearch();
    // A list with an island of its own filters itself; we only fly.
    this.filters = !this.search.closest('[data-island]:not([data-island="globe"])');
    if (this.filters) this.search.after(this.tally);
    this.listen();
  }

  /** The address of a place's page: the list's own link, so that the two never disagree. */
  address(code: string): string {
    return this.links.get(code)?.href ?? `/country/${code.toLowerCase()}`;
  }

  /** Marks the place the globe is at, and brings it into view within the list's own scrolling. */
  mark(code: string | undefined): void {
    const link = code === undefined ? undefined : this.links.get(code);
    if (link === this.marked) return;
    this.marked?.removeAttribute("data-here");
    link?.setAttribute("data-here", "");
    this.marked = link;
    this.reveal();
  }

  private makeSearch(): HTMLInputElement {
    const input = element("input", {
      type: "search",
      class: "globe-search",
      placeholder: "Find a country  ( / )",
      "aria-label": "Find a country",
      autocomplete: "off",
      spellcheck: "false",
    });
    const first = this.links.values().next().value;
    (first?.closest("[data-region]") ?? first?.closest("ul, ol"))?.before(input);
    return input;
  }

  private reveal(): void {
    const link = this.marked;
    // What is not drawn yet has no measures, short of laying it all out; `listen` waits for it.
    if (!link?.checkVisibility({ contentVisibilityAuto: true })) return;
    // Only where the list scrolls by itself: the page must never move under the reader's hand.
    const box = scrollerOf(link, this.scope);
    if (!box || box.matches(":hover") || box.matches(":focus-within")) return;
    const [outer, inner] = [box.getBoundingClientRect(), link.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) {
      box.scrollTop += inner.top - outer.top - outer.height / 3;
    }
  }

  private listen(): void {
    for (const [code, link] of this.links) {
      link.addEventListener("pointerenter", (event) => {
        if (event.pointerType === "mouse") this.later(HOVER_DELAY, () => this.listener.hinted(code, false));
      });
      link.addEventListener("pointerleave", () => {
        clearTimeout(this.timer);
        this.listener.hinted(undefined, false);
      });
      link.addEventListener("focus", () => {
        if (link.matches(":focus-visible")) this.listener.hinted(code, true);
      });
      link.addEventListener("blur", () => this.listener.hinted(undefined, true));
    }
    this.scope.addEventListener("contentvisibilityautostatechange", () => this.reveal());
    this.search.addEventListener("input", () => this.filter());
    this.search.addEventListener("keydown", (event) => this.key(event));
    // Typed while the globe was still on its way.
    if (document.activeElement === this.search && this.search.value) this.filter();
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Enter") {
      const best = matches(this.places, this.search.value)[0];
      event.preventDefault();
      if (best && this.search.value.trim()) this.listener.taken(best.code);
    } else if (event.key === "Escape" && this.search.value) {
      event.preventDefault();
      this.search.value = "";
      this.filter();
    }
  }

  private filter(): void {
    const typed = this.search.value.trim();
    const found = matches(this.places, typed);
    if (this.filters) this.hideAllBut(new Set(found.map(({ code }) => code)));
    this.tally.textContent = !typed ? "" : found.length === 1 ? "1 place" : `${found.length || "No"} places`;
    const best = typed ? found[0] : undefined;
    if (best) this.later(TYPING_DELAY, () => this.listener.sought(best.code));
  }

  private hideAllBut(codes: ReadonlySet<string>): void {
    for (const [code, link] of this.links) (link.closest("li") ?? link).hidden = !codes.has(code);
    for (const group of this.scope.querySelectorAll<HTMLElement>("[data-region]")) {
      group.hidden = !group.querySelector("li:not([hidden])");
    }
  }

  private later(delay: number, act: () => void): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(act, delay);
  }
}

/** The section itself if the list is in it, else what is around the two. */
function scopeOf(section: HTMLElement): HTMLElement {
  const inside = section.querySelector("a[data-country]") !== null;
  return (inside ? section : section.parentElement) ?? section;
}

function searchOf(section: HTMLElement): HTMLInputElement | null {
  return scopeOf(section).querySelector<HTMLInputElement>("input[type=search]");
}

/** Slash leads to the list's search from everywhere in the page but where text is typed. */
export function searchOnSlash(section: HTMLElement): void {
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    const search = searchOf(section);
    search?.focus();
    search?.select();
  });
}

/** The nearest element round a link that scrolls by itself, below `top`. */
function scrollerOf(link: HTMLElement, top: HTMLElement): HTMLElement | undefined {
  for (let box = link.parentElement; box && box !== top; box = box.parentElement) {
    const scrolls = /auto|scroll/.test(getComputedStyle(box).overflowY);
    if (scrolls && box.scrollHeight > box.clientHeight + 1) return box;
  }
  return undefined;
}
