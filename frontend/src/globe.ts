/** The globe island: turns `<section data-island="globe">` into a globe beside its list. */

import { mount } from "./globe/mount";

for (const section of document.querySelectorAll<HTMLElement>('[data-island="globe"]')) {
  try {
    mount(section);
  } catch (error) {
    // The list in the page is whole without us.
    console.error("the globe could not start; the list of countries works without it", error);
  }
}
