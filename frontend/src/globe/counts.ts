/** Counts that do not come with the page: asked of the API when a layer is wanted, and kept. */

import type { Place } from "./data";
import { aboutLayer, type Layer, overlookedLayer, pressLayer } from "./layers";

type Row = Readonly<Record<string, unknown>>;

export class Counts {
  private readonly kept = new Map<string, Promise<readonly Row[]>>();

  /** The layer of a kind; `whose` is the place whose press is looked at, where the kind needs one. */
  async layer(kind: string, whose: Place | undefined): Promise<Layer> {
    if (kind === "overlooked") {
      const rows = await this.rows("/api/v1/overlooked");
      return overlookedLayer(column(rows, "overlooked"), column(rows, "stories"));
    }
    if (kind === "press" && whose) {
      return pressLayer(whose, column(await this.rows(`/api/v1/about?published_in=${whose.code}`), "articles"));
    }
    return aboutLayer(column(await this.rows("/api/v1/about"), "articles"));
  }

  private rows(address: string): Promise<readonly Row[]> {
    const known = this.kept.get(address);
    if (known) return known;
    const asked = ask(address);
    this.kept.set(address, asked);
    // What failed once may work when asked again.
    asked.catch(() => this.kept.delete(address));
    return asked;
  }
}

async function ask(address: string): Promise<readonly Row[]> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const rows: unknown = await answer.json();
  if (!Array.isArray(rows)) throw new TypeError(`${address} answered no list`);
  return rows as readonly Row[];
}

/** One number of each row, by country. */
export function column(rows: readonly Row[], name: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) {
    const [code, count] = [row["country"], row[name]];
    if (typeof code === "string" && typeof count === "number") found.set(code, count);
  }
  return found;
}
