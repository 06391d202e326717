/** Colours, from the style sheet: the canvas follows the theme like everything else on the page. */

import { MOST_STEPS } from "./scale";

export interface Palette {
  readonly oceanLit: string;
  readonly oceanDim: string;
  readonly land: string;
  readonly border: string;
  readonly coast: string;
  readonly graticule: string;
  readonly rim: string;
  readonly night: string;
  readonly dot: string;
  readonly accent: string;
  readonly label: string;
  readonly halo: string;
  readonly font: string;
  /** From few to many. */
  readonly steps: readonly string[];
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--globe-${name}`).trim();
  return {
    oceanLit: colour("ocean-lit"),
    oceanDim: colour("ocean-dim"),
    land: colour("land"),
    border: colour("border"),
    coast: colour("coast"),
    graticule: colour("graticule"),
    rim: colour("rim"),
    night: colour("night"),
    dot: colour("dot"),
    accent: colour("accent"),
    label: colour("label"),
    halo: colour("halo"),
    font: `600 13px ${style.fontFamily}`,
    steps: Array.from({ length: MOST_STEPS }, (_, i) => colour(`step-${i + 1}`)),
  };
}

/** Calls back whenever the theme may have changed; answers how to stop. */
export function onThemeChange(changed: () => void): () => void {
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)"].map((query) =>
    matchMedia(query),
  );
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", changed);
  };
}

/** The shade for a step out of `count`: few steps are spread over the whole scale. */
export function shade(palette: Palette, step: number, count: number): string {
  const last = palette.steps.length - 1;
  const at = count <= 1 ? Math.round(last / 2) : Math.round((step * last) / (count - 1));
  return palette.steps[at] ?? palette.land;
}
