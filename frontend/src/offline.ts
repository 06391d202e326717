/** Starts the service worker, tells it what to keep, and says when the network is gone. */
import type { Told } from "./worker/site";

interface Saved {
  readonly id: string;
}

const IDLE = 3_000; // ms after a page has loaded: reading comes first

/** What this browser keeps under a name; null where it keeps nothing or lets us keep nothing. */
function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function savedPages(): string[] | null {
  try {
    const list: Saved[] = JSON.parse(kept("parallax.saved") ?? "[]");
    return list.map(({ id }) => `/article/${id}`);
  } catch {
    return null; // unreadable is not empty: nothing is dropped for it
  }
}

const wantsPictures = (): boolean => kept("parallax.pictures") !== "none";

/** Nobody pays for pages that may never be read: not where the reader saves data. */
function wantsEdition(): boolean {
  const connection = (navigator as { connection?: { saveData?: boolean; type?: string } }).connection;
  return kept("parallax.offline") !== "none" && !connection?.saveData && connection?.type !== "cellular";
}

async function tell(told: Told): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  registration.active?.postMessage(told);
}

function refresh(): void {
  void tell({ type: "refresh", edition: wantsEdition(), pictures: wantsPictures(), saved: savedPages() });
}

async function start(): Promise<void> {
  const registration = await navigator.serviceWorker.register("/service-worker.js", { scope: "/" });
  const sync = (registration as { periodicSync?: { register(tag: string, how: object): Promise<void> } }).periodicSync;
  // Refused wherever the site is not installed, which is no fault.
  sync?.register("edition", { minInterval: 3 * 3_600_000 }).catch(() => undefined);
  refresh();
}

/** A site on this very machine needs no network. */
const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);

/** The page's own place for a word on itself, unless it is a kept copy and says so already. */
function note(): void {
  const place = document.querySelector<HTMLElement>('aside[data-stale=""], aside[data-stale="gone"]');
  if (!place || isHere) return;
  place.dataset["stale"] = navigator.onLine ? "" : "gone";
  place.hidden = navigator.onLine;
  if (navigator.onLine) return;
  const words = document.createElement("p");
  const link = Object.assign(document.createElement("a"), { href: "/offline", textContent: "What can be read without it" });
  words.append("The network is gone. ", link);
  place.setAttribute("role", "status");
  place.replaceChildren(words);
}

/** What explains itself over the page can be put away without leaving it. */
function putAwayOnEscape(held: HTMLElement | null): void {
  if (!held) return;
  addEventListener("keydown", ({ key }) => held.toggleAttribute("data-quiet", key === "Escape" || "quiet" in held.dataset));
  for (const left of ["pointerleave", "focusout"]) held.addEventListener(left, () => held.removeAttribute("data-quiet"));
}

putAwayOnEscape(document.querySelector(".offline"));
if ("serviceWorker" in navigator) {
  addEventListener("parallax:saved", (event) => {
    const { url, saved } = (event as CustomEvent<{ url: string; saved: boolean }>).detail;
    void tell({ type: "saved", url: new URL(url, location.href).pathname, saved, pictures: wantsPictures() });
  });
  addEventListener("load", () => {
    setTimeout(() => start().catch((error: unknown) => console.warn("nothing can be kept for later here", error)), IDLE);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && navigator.onLine) refresh();
  });
}
addEventListener("online", note);
addEventListener("offline", note);
note();
