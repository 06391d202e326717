/** Answers requests: from the site where it can be reached, else from what is kept, and then it is said. */
import type { Keeper } from "./keeper";
import { CACHE, OFFLINE, PATIENCE, READ_AT } from "./site";

// Where every page keeps a place for a word on itself (templates/base.html).
const PLACE = '<aside class="stale" data-stale hidden></aside>';

/** Answers that mean "the site is there but cannot": a kept copy is better. */
const UNWELL = new Set([502, 503, 504]);

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });
const calendar = new Intl.DateTimeFormat("en-GB", { dateStyle: "full" });

type Why = "offline" | "slow" | "unwell";

const WORDS: Record<Why, string> = {
  offline: "You are offline, or the site cannot be reached",
  slow: "The site takes too long to answer",
  unwell: "The site is in trouble just now",
};

/** The kept page with the word that it is one. */
export async function toldStale(kept: Response, why: Why): Promise<Response> {
  const at = new Date(kept.headers.get(READ_AT) ?? "");
  const read = Number.isNaN(at.getTime())
    ? "Read earlier"
    : `Read at <time datetime="${at.toISOString()}">${clock.format(at)} on ${calendar.format(at)}</time>`;
  const note =
    `<aside class="stale" data-stale="${why}" aria-label="Kept copy"><p><strong>${read}.</strong> ` +
    `${WORDS[why]}: this is the copy kept then. <a href="${OFFLINE}">What else is kept</a></p></aside>`;
  const headers = new Headers(kept.headers);
  headers.set("Cache-Control", "no-store");
  return new Response((await kept.text()).replace(PLACE, note), { status: kept.status, headers });
}

/** A page of the site, kept: saved ones first. A view of an article is the article. */
async function keptPage(url: URL): Promise<Response | undefined> {
  const exact = /^\/(article|story)\//.test(url.pathname) ? url.pathname : url.pathname + url.search;
  for (const name of [CACHE.saved, CACHE.edition]) {
    const kept = await (await caches.open(name)).match(exact, { ignoreVary: true });
    if (kept) return kept;
  }
  return undefined;
}

/** The page that says what is kept, for one that is not. */
async function nothingKept(): Promise<Response> {
  const page = await caches.match(OFFLINE, { ignoreVary: true });
  if (!page) return Response.error();
  return new Response(await page.text(), { status: 503, headers: page.headers });
}

const late = Symbol("late");

function patience(): Promise<typeof late> {
  return new Promise((resolve) => setTimeout(() => resolve(late), PATIENCE));
}

export async function page(event: FetchEvent, keeper: Keeper): Promise<Response> {
  const url = new URL(event.request.url);
  const kept = await keptPage(url);
  // Asked for anew each time: what the browser's own cache holds would come without a word on its age.
  const asked = fetch(event.request, { cache: "no-cache" });
  asked.catch(() => undefined); // whoever was not waited for may fail in peace
  let why: Why = "offline";
  try {
    const answer = await (kept ? Promise.race([asked, patience()]) : asked);
    if (answer === late) why = "slow";
    else if (kept && UNWELL.has(answer.status)) why = "unwell";
    else {
      if (kept && answer.ok && url.search === "") event.waitUntil(keeper.renew(url.pathname, answer.clone()));
      return answer;
    }
  } catch {
    if (url.pathname === OFFLINE || !kept) return nothingKept();
  }
  return kept ? toldStale(kept, why) : nothingKept();
}

/** A file of the front end's build: its address is made from its content, so a kept one is never old. */
export async function asset(request: Request, shell: string): Promise<Response> {
  const cache = await caches.open(shell);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    // A page kept before the last release names files of then; today's will do.
    const sheet = /^\/static\/(\w+)\.[0-9a-f]+\.css$/.exec(new URL(request.url).pathname);
    const all = await cache.keys();
    const likely = sheet ? all.find((one) => new URL(one.url).pathname.startsWith(`/static/${sheet[1]}.`)) : request;
    const other = likely && (await cache.match(likely, { ignoreSearch: true, ignoreVary: true }));
    if (other) return other;
    throw error;
  }
}

/** A picture: without a network any width of it that is kept. */
export async function picture(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    for (const name of [CACHE.saved, CACHE.edition]) {
      const kept = await (await caches.open(name)).match(request, { ignoreSearch: true, ignoreVary: true });
      if (kept) return kept;
    }
    throw error;
  }
}
