/** What pages and their keeper have in common: addresses, headers and limits. */

export interface Shell {
  readonly version: string;
  /** Style sheets, scripts and data that every page needs, under addresses made from their content. */
  readonly assets: readonly string[];
}

/** One page of today's edition, as /offline/edition.json lists it. */
export interface Entry {
  readonly url: string;
  /** Changes when the page's content does. */
  readonly version: string;
  readonly pictures: readonly string[];
}

export interface Edition {
  readonly pages: readonly Entry[];
}

/** What pages tell the worker. */
export type Told =
  | { readonly type: "refresh"; readonly edition: boolean; readonly pictures: boolean; readonly saved: readonly string[] | null }
  | { readonly type: "saved"; readonly url: string; readonly saved: boolean; readonly pictures: boolean }
  | { readonly type: "forget" };

export const OFFLINE = "/offline";
export const EDITION_LIST = "/offline/edition.json";

export const CACHE = { shell: "parallax-shell-", edition: "parallax-edition", saved: "parallax-saved" } as const;

/** When a kept page was read (ISO 8601), and in which version. */
export const READ_AT = "X-Parallax-Read";
export const VERSION = "X-Parallax-Version";

/** Bytes kept at most, as stored: pages are not compressed there. */
export const MOST_EDITION = 20_000_000;
export const MOST_SAVED = 60_000_000;
export const MOST_SAVED_PAGES = 200;

/** How old the edition may get while pages are being read. */
export const REFRESH_AFTER = 15 * 60_000; // ms
/** A kept page is shown when the site has not answered by then; without one there is nothing to lose by waiting. */
export const PATIENCE = 6_000; // ms
