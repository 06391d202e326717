/** Tap a sentence of a translated article to see its original and what made its English; save, hear, cite it. */
import { wireCiting } from "./reading/cite.js";
import { wireListening } from "./reading/listen.js";
import { wireSaving } from "./reading/save.js";

const ENGINES: Record<string, string> = {
  firefox: "Firefox Translations",
  openai: "a language model",
  memory: "an imported translation memory",
  human: "a person",
};

const GAP = 8; // px between a sentence and its original

function line(className: string, text: string): HTMLParagraphElement {
  const paragraph = document.createElement("p");
  paragraph.className = className;
  paragraph.textContent = text;
  return paragraph;
}

class Origin {
  private readonly box = document.createElement("div");
  private sentence: HTMLElement | undefined;

  constructor(private readonly article: HTMLElement) {
    this.box.className = "origin";
    this.box.hidden = true;
    this.box.setAttribute("role", "status");
    document.body.append(this.box);
    article.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("click", (event) => {
      if (event.target instanceof Node && !article.contains(event.target) && !this.box.contains(event.target)) this.close();
    });
    addEventListener("resize", () => this.close());
  }

  private clicked(event: MouseEvent): void {
    if (!(event.target instanceof Element) || event.target.closest("a, summary, button")) return;
    const sentence = event.target.closest<HTMLElement>(".s[data-original]");
    // Whoever selects text wants the text, not what is behind it.
    if (!sentence || getSelection()?.toString()) return this.close();
    if (sentence === this.sentence) return this.close();
    this.open(sentence);
  }

  /** Escape closes; the arrows walk on from the sentence that is open. */
  private key(event: KeyboardEvent): void {
    if (!this.sentence || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return this.close();
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    const all = [...this.article.querySelectorAll<HTMLElement>(".s[data-original]")];
    const next = all[all.indexOf(this.sentence) + step];
    if (!next) return;
    event.preventDefault();
    next.scrollIntoView({ block: "nearest" });
    this.open(next);
  }

  private open(sentence: HTMLElement): void {
    this.close();
    this.sentence = sentence;
    sentence.classList.add("open");
    const { original = "", lang = "", dir = "auto", engine = "", model = "", doubts, refusal } = sentence.dataset;
    const said = line("said", original);
    said.lang = lang;
    said.dir = dir;
    this.box.replaceChildren(said);
    if (doubts) this.box.append(line("why", `In doubt: ${doubts}`));
    if (refusal) this.box.append(line("why", `Kept in the original: ${refusal}`));
    const by = [ENGINES[engine] ?? engine, model.trim()].filter(Boolean).join(", ");
    if (by) this.box.append(line("small", `English by ${by}`));
    this.box.hidden = false;
    this.place(sentence);
  }

  /** Below the sentence's last line, kept inside the window. */
  private place(sentence: HTMLElement): void {
    const lines = sentence.getClientRects();
    const last = lines[lines.length - 1];
    const first = lines[0];
    if (!last || !first) return;
    const room = document.documentElement.clientWidth - this.box.offsetWidth - 16;
    const left = Math.max(16, Math.min(lines.length > 1 ? Math.min(first.left, last.left) : first.left, room));
    const below = last.bottom + GAP + this.box.offsetHeight <= innerHeight || first.top < this.box.offsetHeight + GAP;
    const top = below ? last.bottom + GAP : first.top - GAP - this.box.offsetHeight;
    this.box.style.left = `${left + scrollX}px`;
    this.box.style.top = `${top + scrollY}px`;
  }

  private close(): void {
    this.sentence?.classList.remove("open");
    this.sentence = undefined;
    this.box.hidden = true;
  }
}

for (const article of document.querySelectorAll<HTMLElement>('[data-island="article"]')) {
  wireSaving(article);
  wireListening(article);
  wireCiting(article);
  if (!article.querySelector(".s[data-original]")) continue;
  new Origin(article);
}
