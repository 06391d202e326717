/** What a reader keeps in this browser. Private windows may refuse: then nothing is kept, and nothing breaks. */

export interface Saved {
  id: string;
  title: string;
  outlet: string;
  country: string;
  /** ISO 8601. */
  saved: string;
}

export interface Opened {
  id: string;
  title: string;
  outlet: string;
  country: string;
  /** ISO 8601. */
  read: string;
}

export interface Hidden {
  id: string;
  name: string;
}

export const KEYS = {
  saved: "parallax.saved",
  history: "parallax.history",
  hidden: "parallax.hidden",
  reads: "parallax.reads",
  remember: "parallax.remember",
} as const;

/** Pieces remembered as read; older ones are forgotten. */
const MOST_READ = 300;

/** What is kept under a key, or `other` where nothing is or it is not what we wrote. */
function kept<T>(key: string, other: T, fits: (value: unknown) => boolean): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return fits(value) ? (value as T) : other;
  } catch {
    return other;
  }
}

/** Whether it could be kept. */
function keep(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const isList = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => isRecord(one) && typeof one["id"] === "string");

export const saved = (): Saved[] => kept(KEYS.saved, [], isList);
export const keepSaved = (list: Saved[]): boolean => keep(KEYS.saved, list);
export const opened = (): Opened[] => kept(KEYS.history, [], isList);
export const keepOpened = (list: Opened[]): boolean => keep(KEYS.history, list.slice(0, MOST_READ));
export const hidden = (): Hidden[] => kept(KEYS.hidden, [], isList);
export const keepHidden = (list: Hidden[]): boolean => keep(KEYS.hidden, list);
export const remembers = (): boolean => kept(KEYS.remember, true, (value) => typeof value === "boolean");
export const setRemembers = (value: boolean): boolean => keep(KEYS.remember, value);

const isTags = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === "string");
export const reads = (): string[] => kept(KEYS.reads, [], isTags);
export const keepReads = (tags: string[]): boolean => keep(KEYS.reads, tags);
