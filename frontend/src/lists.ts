/** Lists as this reader wants them: languages they read as written, outlets they hide left out. */
import { hidden, keepHidden, reads } from "./shelf/kept.js";

/** The original becomes the headline, and the English what stands beneath. */
function asWritten(card: HTMLElement): void {
  const link = card.querySelector<HTMLAnchorElement>("h2 a, h3 a");
  const original = card.querySelector<HTMLElement>(".original");
  if (!link || !original) return;
  const english = link.textContent;
  link.textContent = original.textContent;
  link.lang = original.lang;
  link.dir = original.dir;
  original.textContent = english;
  original.removeAttribute("lang");
  original.removeAttribute("dir");
  const dek = card.querySelector<HTMLElement>(".dek[data-original]");
  if (!dek) return;
  dek.textContent = dek.dataset["original"] ?? "";
  dek.lang = link.lang;
  dek.dir = link.dir;
}

/** Takes hidden outlets' pieces out of a list, and says at its end how many. */
function leaveOut(list: Element, ids: Set<string>): void {
  let count = 0;
  for (const item of list.querySelectorAll<HTMLElement>("[data-outlet]")) {
    if (!ids.has(item.dataset["outlet"] ?? "")) continue;
    item.hidden = true;
    count++;
  }
  if (!count) return;
  const note = document.createElement("p");
  const link = document.createElement("a");
  note.className = "small left-out";
  link.href = "/settings#hidden-title";
  link.textContent = "outlets you hide";
  note.append(`${count} ${count === 1 ? "piece" : "pieces"} of `, link, " left out.");
  list.after(note);
}

function wireHiding(button: HTMLButtonElement): void {
  const { hideOutlet: id = "", name = id } = button.dataset;
  const show = (): void => {
    const is = hidden().some((one) => one.id === id);
    button.setAttribute("aria-pressed", String(is));
    button.textContent = is ? "Show it in lists again" : "Hide it from lists";
  };
  button.addEventListener("click", () => {
    const others = hidden().filter((one) => one.id !== id);
    keepHidden(others.length === hidden().length ? [...others, { id, name }] : others);
    show();
  });
  show();
  button.hidden = false;
}

const known = reads();
for (const card of document.querySelectorAll<HTMLElement>("[data-language]")) {
  if (known.includes(card.dataset["language"] ?? "")) asWritten(card);
}
const ids = new Set(hidden().map((one) => one.id));
// An outlet's own page shows it all the same: who opens that wants it.
if (ids.size && !location.pathname.startsWith("/outlet/")) {
  for (const list of document.querySelectorAll(".cards, .wire ol, .short")) leaveOut(list, ids);
}
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-hide-outlet]")) wireHiding(button);
