/**
 * Stands between pages and the network. Fresh answers always come first; what is kept is only shown
 * where the site does not answer, and says so. The line before this script names its version and files.
 */
import { asset, page, picture } from "./answers";
import { Keeper } from "./keeper";
import type { Shell, Told } from "./site";

declare const self: ServiceWorkerGlobalScope & { readonly SHELL: Shell };

const keeper = new Keeper(self.SHELL);

// One thing at a time: two refreshes at once would fetch everything twice.
let queue: Promise<unknown> = Promise.resolve();
let pictures = true;

function later(work: () => Promise<void>): Promise<unknown> {
  queue = queue.then(work).catch((error: unknown) => console.warn("not everything could be kept", error));
  return queue;
}

self.addEventListener("install", (event) => {
  event.waitUntil(keeper.install().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([keeper.activate(), self.clients.claim()]));
});

self.addEventListener("message", (event) => {
  const told = event.data as Told;
  switch (told.type) {
    case "forget":
      return event.waitUntil(later(() => keeper.forget()));
    case "saved":
      pictures = told.pictures;
      return event.waitUntil(later(() => (told.saved ? keeper.save(told.url, told.pictures) : keeper.unsave(told.url))));
    case "refresh":
      pictures = told.pictures;
      if (told.saved) event.waitUntil(later(() => keeper.saveOnly(told.saved ?? [], told.pictures)));
      if (told.edition) event.waitUntil(later(() => keeper.refresh(told.pictures)));
  }
});

/** Some browsers let an installed app look for news by itself. */
self.addEventListener("periodicsync" as "sync", (event) => {
  (event as ExtendableEvent).waitUntil(later(() => keeper.refresh(pictures)));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, keeper));
  else if (url.pathname.startsWith("/static/")) event.respondWith(asset(request, keeper.shellName));
  else if (url.pathname.startsWith("/picture/")) event.respondWith(picture(request));
});
