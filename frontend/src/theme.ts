/**
 * Theme, text size, pictures and languages left as they are, as chosen in this browser. Loaded before the
 * page is drawn, as a classic script, so that nothing flashes: it must import and export nothing.
 */
{
  type Choice = "theme" | "size" | "pictures";
  const root = document.documentElement;
  const KEYS: Record<Choice, string> = {
    theme: "parallax-theme",
    size: "parallax-size",
    pictures: "parallax.pictures",
  };
  const CHOICES: Record<Choice, readonly string[]> = {
    theme: ["light", "dark"],
    size: ["small", "large", "larger"],
    pictures: ["none"],
  };

  /** What is kept; "auto" where nothing is, or where the browser lets us keep nothing. */
  const kept = (choice: Choice): string => {
    try {
      const value = localStorage.getItem(KEYS[choice]) ?? "auto";
      return CHOICES[choice].includes(value) ? value : "auto";
    } catch {
      return "auto";
    }
  };

  const show = (choice: Choice, value: string): void => {
    if (value === "auto") root.removeAttribute(`data-${choice}`);
    else root.setAttribute(`data-${choice}`, value);
  };

  const choose = (choice: Choice, value: string): void => {
    show(choice, value);
    try {
      localStorage.setItem(KEYS[choice], value);
    } catch {
      // Private windows may refuse; the choice then lasts as long as the page.
    }
  };

  const isDark = (): boolean => {
    const theme = kept("theme");
    return theme === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
  };

  const wireToggle = (button: HTMLButtonElement): void => {
    let dark = root.dataset["theme"] ? root.dataset["theme"] === "dark" : isDark();
    const name = (): void => {
      button.textContent = dark ? "Light" : "Dark";
      button.setAttribute("aria-label", dark ? "Switch to the light theme" : "Switch to the dark theme");
    };
    name();
    button.hidden = false;
    button.addEventListener("click", () => {
      dark = !dark;
      choose("theme", dark ? "dark" : "light");
      name();
    });
  };

  /** From the smallest to the largest; "auto" is the size between. */
  const SIZES = ["small", "auto", "large", "larger"];

  const wireStep = (button: HTMLButtonElement): void => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = SIZES.indexOf(kept("size")) + Number(button.dataset["sizeStep"]);
      choose("size", SIZES[Math.max(0, Math.min(next, SIZES.length - 1))] ?? "auto");
    });
  };

  /** An article in a language its reader reads opens as it was written, before anything is drawn. */
  const openAsWritten = (language: string): void => {
    try {
      const reads: unknown = JSON.parse(localStorage.getItem("parallax.reads") ?? "[]");
      if (Array.isArray(reads) && reads.includes(language)) location.replace(`?view=original${location.hash}`);
    } catch {
      // Nothing readable is kept: the page is shown in English.
    }
  };

  const wireSettings = (form: HTMLFormElement): void => {
    for (const input of form.querySelectorAll<HTMLInputElement>("input[type=radio]")) {
      const choice = input.name as Choice;
      input.checked = kept(choice) === input.value;
      input.addEventListener("change", () => choose(choice, input.value));
    }
    form.hidden = false;
    for (const note of document.querySelectorAll<HTMLElement>("[data-settings-off]")) note.hidden = true;
  };

  root.classList.add("js");
  show("theme", kept("theme"));
  show("size", kept("size"));
  show("pictures", kept("pictures"));
  if (root.dataset["language"]) openAsWritten(root.dataset["language"]);
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-size-step]")) wireStep(button);
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-theme-toggle]")) wireToggle(button);
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-settings]")) wireSettings(form);
  });
}
