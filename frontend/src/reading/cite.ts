/** A button beside each citation that copies it. */
export function wireCiting(article: HTMLElement): void {
  for (const words of article.querySelectorAll<HTMLElement>(".cite dd > *")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = "Copy";
    const style = words.parentElement?.previousElementSibling?.textContent ?? "";
    button.setAttribute("aria-label", `Copy, ${style}`);
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(words.textContent ?? "").then(
        () => (button.textContent = "Copied"),
        () => getSelection()?.selectAllChildren(words), // refused: selected, so that the keyboard can copy
      );
    });
    words.after(button);
  }
}
