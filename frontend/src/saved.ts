/** The page of what this browser keeps: saved articles and those read before. */
import { keepOpened, keepSaved, opened, remembers, saved, setRemembers } from "./shelf/kept.js";

interface Row {
  id: string;
  title: string;
  outlet: string;
  country: string;
  at: string;
}

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const countries = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

const rows = {
  saved: (): Row[] => saved().map((one) => ({ ...one, at: one.saved })),
  history: (): Row[] => opened().map((one) => ({ ...one, at: one.read })),
};
type List = keyof typeof rows;

const drop = (list: List, id?: string): void => {
  if (list === "history") keepOpened(id === undefined ? [] : opened().filter((one) => one.id !== id));
  else {
    const gone = saved().filter((one) => id === undefined || one.id === id);
    keepSaved(id === undefined ? [] : saved().filter((one) => one.id !== id));
    for (const one of gone) {
      const detail = { url: `/article/${one.id}`, saved: false };
      window.dispatchEvent(new CustomEvent("parallax:saved", { detail }));
    }
  }
};

/** "Brazil"; the code itself where the browser knows no such place, or what was kept is no code. */
function place(code: string): string {
  try {
    return countries.of(code) ?? code;
  } catch {
    return code;
  }
}

function item(list: List, row: Row): HTMLLIElement {
  const line = document.createElement("li");
  const heading = document.createElement("h3");
  const link = document.createElement("a");
  link.href = `/article/${encodeURIComponent(row.id)}`;
  link.textContent = row.title || row.id;
  heading.append(link);
  const from = document.createElement("p");
  from.className = "from";
  const at = new Date(row.at);
  const time = Number.isNaN(at.getTime()) ? "" : `${list === "saved" ? "saved" : "read"} ${day.format(at)}`;
  for (const words of [place(row.country), row.outlet, time]) {
    const part = document.createElement("span");
    part.textContent = words;
    from.append(part);
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Remove";
  button.setAttribute("aria-label", `Remove “${link.textContent}”`);
  button.addEventListener("click", () => {
    drop(list, row.id);
    show();
  });
  line.append(heading, from, button);
  return line;
}

function show(): void {
  for (const list of ["saved", "history"] as const) {
    const found = rows[list]();
    document.querySelector(`[data-list=${list}]`)?.replaceChildren(...found.map((row) => item(list, row)));
    for (const empty of document.querySelectorAll<HTMLElement>(`[data-empty=${list}]`)) empty.hidden = found.length > 0;
  }
}

function download(): void {
  const text = JSON.stringify({ saved: saved(), read: opened() }, null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "parallax-saved.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

const shelf = document.querySelector<HTMLElement>("[data-shelf]");
if (shelf) {
  const told = shelf.querySelector<HTMLElement>("[data-told]");
  for (const button of shelf.querySelectorAll<HTMLButtonElement>("[data-clear]")) {
    button.addEventListener("click", () => {
      const list = button.dataset["clear"] as List;
      drop(list);
      show();
      if (told) told.textContent = list === "saved" ? "Nothing is saved any more." : "What you read is forgotten.";
    });
  }
  shelf.querySelector("[data-export]")?.addEventListener("click", download);
  const remember = shelf.querySelector<HTMLInputElement>("[data-remember]");
  if (remember) {
    remember.checked = remembers();
    remember.addEventListener("change", () => setRemembers(remember.checked));
  }
  show();
  shelf.hidden = false;
  for (const note of document.querySelectorAll<HTMLElement>("[data-shelf-off]")) note.hidden = true;
}
