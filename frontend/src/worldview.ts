/** The choice of borders on the settings page: kept in this browser, read by the globe when it opens. */

const wire = (form: HTMLFormElement, choice: HTMLSelectElement): void => {
  // The name the globe reads it by (globe/worldviews.ts).
  const key = `parallax.${choice.name}`;
  choice.value = localStorage.getItem(key) ?? "";
  // A worldview that is no longer offered is Natural Earth's own again.
  if (choice.selectedIndex < 0) choice.value = "";
  choice.addEventListener("change", () => {
    if (choice.value) localStorage.setItem(key, choice.value);
    else localStorage.removeItem(key);
  });
  form.hidden = false;
};

const form = document.querySelector<HTMLFormElement>("form[data-worldview]");
const choice = form?.querySelector("select");
if (form && choice) {
  try {
    wire(form, choice);
  } catch {
    // A browser that keeps nothing has nothing to set; the form stays hidden.
  }
}
