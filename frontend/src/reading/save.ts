/** Saving an article, and remembering that it was read, in this browser. */
import { keepOpened, keepSaved, opened, remembers, saved } from "../shelf/kept.js";

export function wireSaving(article: HTMLElement): void {
  const button = article.querySelector<HTMLButtonElement>("[data-save]");
  const { id = "", title = "", outlet = "", country = "" } = article.dataset;
  if (!id) return;
  if (remembers()) {
    const before = opened().filter((one) => one.id !== id);
    keepOpened([{ id, title, outlet, country, read: new Date().toISOString() }, ...before]);
  }
  if (!button) return;
  const show = (is: boolean): void => {
    button.setAttribute("aria-pressed", String(is));
    button.textContent = is ? "Saved" : "Save";
  };
  button.addEventListener("click", () => {
    const others = saved().filter((one) => one.id !== id);
    const adding = others.length === saved().length;
    const list = adding ? [{ id, title, outlet, country, saved: new Date().toISOString() }, ...others] : others;
    if (!keepSaved(list)) {
      button.textContent = "This browser keeps nothing";
      return;
    }
    show(adding);
    // Whoever keeps pages for reading without a network listens.
    const detail = { url: `/article/${id}`, saved: adding };
    window.dispatchEvent(new CustomEvent("parallax:saved", { detail }));
  });
  show(saved().some((one) => one.id === id));
  button.hidden = false;
}
