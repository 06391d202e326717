/** The settings beyond looks: languages to leave as they are, outlets to leave out. */
import { hidden, keepHidden, keepReads, reads } from "./shelf/kept.js";

function wireReads(form: HTMLFormElement): void {
  const boxes = [...form.querySelectorAll<HTMLInputElement>("input[name=reads]")];
  const chosen = reads();
  for (const box of boxes) {
    box.checked = chosen.includes(box.value);
    box.addEventListener("change", () => {
      // Languages of which nothing is here today stay chosen.
      const elsewhere = reads().filter((tag) => !boxes.some((one) => one.value === tag));
      keepReads([...elsewhere, ...boxes.filter((one) => one.checked).map((one) => one.value)]);
    });
  }
  // Kept at once, so there is nothing to send.
  for (const button of form.querySelectorAll("button")) button.hidden = true;
}

function showHidden(section: HTMLElement): void {
  const list = hidden();
  const items = list.map(({ id, name }) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = `/outlet/${encodeURIComponent(id)}`;
    link.textContent = name;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Show again";
    button.setAttribute("aria-label", `Show ${name} again`);
    button.addEventListener("click", () => {
      keepHidden(hidden().filter((one) => one.id !== id));
      showHidden(section);
    });
    line.append(link, " ", button);
    return line;
  });
  section.querySelector("ul")?.replaceChildren(...items);
  for (const none of section.querySelectorAll<HTMLElement>("[data-none]")) none.hidden = list.length > 0;
  section.hidden = false;
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-reads]")) wireReads(form);
for (const section of document.querySelectorAll<HTMLElement>("[data-hidden-outlets]")) showHidden(section);
