/** The globe island: turns `<section data-island="globe">` into a globe beside its list. */

import { searchOnSlash } from "./globe/list";
import { mount } from "./globe/mount";

/** The page is read first; a browser that is never idle starts the globe after this, ms. */
const AT_LATEST = 1_000;
/** Any of these and the reader has not waited. */
const ACTS = ["pointerdown", "keydown", "focusin", "wheel"] as const;

/** Once the page has been drawn and nothing else is to be done, or as soon as the reader does anything. */
function atLeisure(): Promise<void> {
  return new Promise((resolve) => {
    const start = (): void => {
      for (const act of ACTS) removeEventListener(act, start);
      resolve();
    };
    for (const act of ACTS) addEventListener(act, start, { passive: true });
    if ("requestIdleCallback" in globalThis) requestIdleCallback(start, { timeout: AT_LATEST });
    else setTimeout(start);
  });
}

const sections = document.querySelectorAll<HTMLElement>('[data-island="globe"]');
// At once: whoever opens the page to type a country's name need not wait for the globe.
sections.forEach(searchOnSlash);
await atLeisure();
for (const section of sections) {
  mount(section).catch((error: unknown) => {
    // The list in the page is whole without us.
    console.error("the globe could not start; the list of countries works without it", error);
  });
}
