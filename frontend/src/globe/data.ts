/** What the page says about each place, read from its `<script id="globe-data">`. */

export interface Place {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly lon: number;
  readonly lat: number;
  /** Articles kept, all days and the last 24 hours. */
  readonly articles: number;
  readonly today: number;
  readonly outlets: number;
  readonly feeds: number;
}

/** Reads the page's data; raises `TypeError` naming what is wrong with it. */
export function readPlaces(text: string): Place[] {
  const parsed: unknown = JSON.parse(text);
  const rows = isRecord(parsed) ? parsed["countries"] : undefined;
  if (!Array.isArray(rows)) throw new TypeError("globe-data holds no list 'countries'");
  return rows.map(readPlace);
}

function readPlace(row: unknown, index: number): Place {
  if (!isRecord(row)) throw new TypeError(`globe-data: countries[${index}] is not an object`);
  const text = (key: string): string => {
    const value = row[key];
    if (typeof value !== "string") throw new TypeError(`globe-data: countries[${index}].${key} is not text`);
    return value;
  };
  const number = (key: string): number => {
    const value = row[key];
    if (typeof value !== "number") throw new TypeError(`globe-data: countries[${index}].${key} is not a number`);
    return value;
  };
  return {
    code: text("code"),
    name: text("name"),
    region: text("region"),
    lon: number("lon"),
    lat: number("lat"),
    articles: number("articles"),
    today: number("today"),
    outlets: number("outlets"),
    feeds: number("feeds"),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
