/** Asks which of several places under a finger was meant. */

import type { Place } from "./data";
import { element } from "./element";
import type { ScreenPoint } from "./view";

const WIDTH = 200;

export class Chooser {
  readonly root = element("div", { class: "globe-chooser", role: "menu", "aria-label": "Which place?", tabindex: "-1", hidden: "" });
  private returnTo: HTMLElement | undefined;

  constructor(private readonly chosen: (code: string) => void) {
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.root.addEventListener("focusout", (event) => {
      if (!(event.relatedTarget instanceof Node && this.root.contains(event.relatedTarget))) this.close();
    });
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  /** Opens beside a point of the stage, with the likeliest place focused. */
  ask(places: readonly Place[], at: ScreenPoint, returnTo: HTMLElement): void {
    this.returnTo = returnTo;
    this.root.replaceChildren(
      ...places.map((place) => {
        const item = element("button", { type: "button", role: "menuitem", tabindex: "-1" }, place.name);
        item.addEventListener("click", () => {
          this.close();
          this.returnTo?.focus({ preventScroll: true });
          this.chosen(place.code);
        });
        return item;
      }),
    );
    this.root.hidden = false;
    const stage = this.root.offsetParent ?? document.body;
    const { width, height } = this.root.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.x - WIDTH / 2), Math.max(8, stage.clientWidth - width - 8));
    const below = at.y + 18 + height <= stage.clientHeight;
    this.root.style.left = `${left}px`;
    this.root.style.top = `${Math.max(8, below ? at.y + 18 : at.y - 18 - height)}px`;
    this.items()[0]?.focus({ preventScroll: true });
  }

  close(): void {
    this.root.hidden = true;
  }

  private items(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>("button")];
  }

  private key(event: KeyboardEvent): void {
    const items = this.items();
    const index = items.findIndex((item) => item === document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) items[(index + step + items.length) % items.length]?.focus();
    else if (event.key === "Home") items[0]?.focus();
    else if (event.key === "End") items.at(-1)?.focus();
    else if (event.key === "Escape") {
      this.close();
      this.returnTo?.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
