/** The page /offline: lists what this browser keeps, and lets its reader decide about it. */
import { CACHE, READ_AT } from "./worker/site";

const clock = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

interface Kept {
  readonly path: string;
  readonly title: string;
  readonly read: string;
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A page's own headline. */
function headline(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  return (page.querySelector("h1")?.textContent ?? page.title).replace(/\s+/g, " ").trim();
}

async function pagesIn(name: string): Promise<{ pages: Kept[]; bytes: number }> {
  if (!(await caches.has(name))) return { pages: [], bytes: 0 };
  const cache = await caches.open(name);
  const pages: Kept[] = [];
  let bytes = 0;
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (!response) continue;
    const body = await response.blob();
    bytes += body.size;
    if (!response.headers.get("Content-Type")?.startsWith("text/html")) continue;
    const { pathname } = new URL(request.url);
    pages.push({ path: pathname, title: headline(await body.text()), read: response.headers.get(READ_AT) ?? "" });
  }
  return { pages, bytes };
}

function line({ path, title, read }: Kept): HTMLLIElement {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: path, textContent: title });
  link.dir = "auto";
  const at = Object.assign(document.createElement("span"), { className: "small" });
  at.textContent = ` read ${clock.format(new Date(read))}`;
  item.append(link, at);
  return item;
}

const GROUPS: readonly [string, string, (path: string) => boolean][] = [
  ["saved", CACHE.saved, (path) => path.startsWith("/article/")],
  ["front", CACHE.edition, (path) => !/^\/(article|story)\//.test(path)],
  ["stories", CACHE.edition, (path) => path.startsWith("/story/")],
  ["articles", CACHE.edition, (path) => path.startsWith("/article/")],
];

async function list(root: HTMLElement): Promise<void> {
  const kept = new Map([
    [CACHE.saved, await pagesIn(CACHE.saved)],
    [CACHE.edition, await pagesIn(CACHE.edition)],
  ] as [string, { pages: Kept[]; bytes: number }][]);
  let any = false;
  for (const [group, cache, belongs] of GROUPS) {
    const section = root.querySelector<HTMLElement>(`[data-group="${group}"]`);
    const pages = kept.get(cache)?.pages.filter(({ path }) => belongs(path)) ?? [];
    if (!section) continue;
    section.hidden = pages.length === 0;
    any ||= pages.length > 0;
    section.querySelector("ul")?.replaceChildren(...pages.map(line));
  }
  const bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
  const said = root.querySelector<HTMLElement>("[data-kept-size]");
  if (said) said.textContent = any ? `${size(bytes)} on this device.` : "Nothing is kept on this device yet.";
  root.hidden = false;
}

function wire(root: HTMLElement): void {
  const keep = root.querySelector<HTMLInputElement>("[data-keep]");
  if (keep) {
    keep.checked = localStorage.getItem("parallax.offline") !== "none";
    keep.addEventListener("change", () => {
      if (keep.checked) localStorage.removeItem("parallax.offline");
      else localStorage.setItem("parallax.offline", "none");
    });
  }
  root.querySelector("[data-forget]")?.addEventListener("click", async () => {
    // Directly, so that it works even where the worker has gone; saved ones come back while they are listed.
    await Promise.all([caches.delete(CACHE.edition), caches.delete(CACHE.saved)]);
    await list(root);
  });
  const install = root.querySelector<HTMLButtonElement>("[data-install]");
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    if (!install) return;
    install.hidden = false;
    install.onclick = () => (event as Event & { prompt(): Promise<void> }).prompt();
  });
}

for (const root of document.querySelectorAll<HTMLElement>("[data-island=kept]")) {
  if (!("caches" in window)) continue;
  for (const note of document.querySelectorAll<HTMLElement>("[data-kept-off]")) note.hidden = true;
  for (const note of document.querySelectorAll<HTMLElement>("[data-not-kept]")) note.hidden = location.pathname === "/offline";
  wire(root);
  void list(root);
}
