/** Keeps pages with all they need, within bounds, and lets them go again. */
import {
  CACHE,
  EDITION_LIST,
  MOST_EDITION,
  MOST_SAVED,
  MOST_SAVED_PAGES,
  OFFLINE,
  READ_AT,
  REFRESH_AFTER,
  VERSION,
  type Edition,
  type Entry,
  type Shell,
} from "./site";

// What a browser would ask for in a picture's place; every one that has service workers decodes WebP.
const PICTURES_AS = { Accept: "image/webp,*/*;q=0.5" };
// Where the time of the last refresh is noted, beside what it brought.
const NOTED = "/offline/refreshed";

const ASSETS = /"(\/static\/[^"\s]+)"/g;
const PICTURES = /"(\/picture\/[0-9a-f]+\/\d+)\?w=640"/g;

function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""))];
}

/** A copy that says when it was read. */
export function stamped(response: Response, body: BodyInit, version: string): Response {
  const headers = new Headers(response.headers);
  headers.set(READ_AT, new Date().toISOString());
  headers.set(VERSION, version);
  // The body is stored as it reads, whatever it was packed in on its way.
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(body, { status: response.status, headers });
}

async function sizeOf(cache: Cache): Promise<number> {
  let bytes = 0;
  for (const request of await cache.keys()) bytes += (await (await cache.match(request))?.blob())?.size ?? 0;
  return bytes;
}

/** Space in one cache; a page that does not fit is left out whole. */
class Room {
  private constructor(
    readonly cache: Cache,
    private readonly most: number,
    private taken: number,
  ) {}

  static async open(name: string, most: number): Promise<Room> {
    const cache = await caches.open(name);
    return new Room(cache, most, await sizeOf(cache));
  }

  get full(): boolean {
    return this.taken >= this.most;
  }

  async put(url: string, response: Response, size: number): Promise<void> {
    if (this.taken + size > this.most) {
      this.taken = this.most;
      return;
    }
    await this.cache.put(url, response);
    this.taken += size;
  }
}

export class Keeper {
  constructor(private readonly shell: Shell) {}

  get shellName(): string {
    return CACHE.shell + this.shell.version;
  }

  /** All a first page needs without a network. Rejects if any of it cannot be had: the old version then stays. */
  async install(): Promise<void> {
    const shell = await caches.open(this.shellName);
    await shell.addAll(this.shell.assets.map((url) => new Request(url)));
    await this.page(await Room.open(this.shellName, Infinity), { url: OFFLINE, version: this.shell.version, pictures: [] });
  }

  /** Shells of other versions go. */
  async activate(): Promise<void> {
    const old = (await caches.keys()).filter((name) => name.startsWith(CACHE.shell) && name !== this.shellName);
    await Promise.all(old.map((name) => caches.delete(name)));
  }

  async forget(): Promise<void> {
    await Promise.all([caches.delete(CACHE.edition), caches.delete(CACHE.saved)]);
  }

  /** Bring today's edition up to date, unless that was done a moment ago. */
  async refresh(pictures: boolean): Promise<void> {
    const cache = await caches.open(CACHE.edition);
    const last = Date.parse((await cache.match(NOTED))?.headers.get(READ_AT) ?? "");
    if (Date.now() - last < REFRESH_AFTER) return;
    const answer = await fetch(EDITION_LIST, { cache: "no-cache" });
    if (!answer.ok) return;
    const edition: Edition = await answer.json();
    await this.dropOthers(cache, edition.pages);
    const room = await Room.open(CACHE.edition, MOST_EDITION);
    for (const entry of edition.pages) {
      if (room.full) break;
      const kept = await cache.match(entry.url);
      if (kept?.headers.get(VERSION) !== entry.version) await this.page(room, entry);
    }
    // Words first: pictures get the room that is left.
    for (const url of pictures ? edition.pages.flatMap((entry) => entry.pictures) : []) {
      if (room.full) break;
      if (!(await cache.match(url))) await this.picture(room, url);
    }
    await cache.put(NOTED, stamped(new Response(), "", ""));
  }

  /** Make the saved pages those of the list, newest first. */
  async saveOnly(urls: readonly string[], pictures: boolean): Promise<void> {
    const cache = await caches.open(CACHE.saved);
    const wanted = new Set(urls.slice(0, MOST_SAVED_PAGES));
    for (const request of await cache.keys()) {
      const path = new URL(request.url).pathname;
      if (path.startsWith("/article/") && !wanted.has(path)) await this.unsave(path);
    }
    for (const url of wanted) if (!(await cache.match(url))) await this.save(url, pictures);
  }

  async save(url: string, pictures: boolean): Promise<void> {
    const room = await Room.open(CACHE.saved, MOST_SAVED);
    const html = await this.page(room, { url, version: "", pictures: [] });
    for (const picture of pictures ? found(html, PICTURES) : []) await this.picture(room, `${picture}?w=640`);
  }

  async unsave(url: string): Promise<void> {
    const cache = await caches.open(CACHE.saved);
    const id = url.split("/")[2] ?? "";
    for (const request of await cache.keys()) {
      if (new URL(request.url).pathname.split("/")[2] === id) await cache.delete(request);
    }
  }

  /** What a reader has just been sent replaces an older copy of the same page. */
  async renew(url: string, response: Response): Promise<void> {
    for (const name of [CACHE.saved, CACHE.edition]) {
      const cache = await caches.open(name);
      const kept = await cache.match(url);
      if (kept) await cache.put(url, stamped(response, await response.clone().text(), kept.headers.get(VERSION) ?? ""));
    }
  }

  /** Fetch a page and what its look needs; its text, or "" if it cannot be had. */
  private async page(room: Room, entry: Entry): Promise<string> {
    const answer = await fetch(entry.url, { cache: "no-cache", headers: { Accept: "text/html" } });
    if (!answer.ok) return "";
    const html = await answer.text();
    const shell = await caches.open(this.shellName);
    for (const url of found(html, ASSETS)) if (!(await shell.match(url))) await this.asset(shell, url);
    await room.put(entry.url, stamped(answer, html, entry.version), new Blob([html]).size);
    return html;
  }

  private async picture(room: Room, url: string): Promise<void> {
    const answer = await fetch(url, { headers: PICTURES_AS });
    if (!answer.ok) return;
    const body = await answer.blob();
    await room.put(url, stamped(answer, body, ""), body.size);
  }

  private async asset(shell: Cache, url: string): Promise<void> {
    const answer = await fetch(url);
    if (answer.ok) await shell.put(url, answer);
  }

  private async dropOthers(cache: Cache, pages: readonly Entry[]): Promise<void> {
    const listed = new Set(pages.flatMap((entry) => [entry.url, ...entry.pictures]));
    for (const request of await cache.keys()) {
      const { pathname, search } = new URL(request.url);
      if (!listed.has(pathname + search)) await cache.delete(request);
    }
  }
}
