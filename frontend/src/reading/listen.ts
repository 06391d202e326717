/** Reading an article aloud with the voices the device has; nothing is sent anywhere by us. */

/** Long texts are cut here: some browsers fall silent in an utterance of more than a quarter of a minute. */
const MOST_CHARACTERS = 220;

/** Pieces of at most `most` characters that end where a sentence does, if they can. */
export function pieces(text: string, most = MOST_CHARACTERS): string[] {
  const sentences = text.replace(/\s+/g, " ").trim().match(/[^.!?。！？؟]+[.!?。！？؟]*["”’»)]*\s*/gu) ?? [];
  const found: string[] = [];
  for (const sentence of sentences) {
    const last = found[found.length - 1];
    if (last !== undefined && last.length + sentence.length <= most) found[found.length - 1] = last + sentence;
    else found.push(sentence);
  }
  return found.map((piece) => piece.trim()).filter(Boolean);
}

/** The device's voice for a language: the very tag, else any of the language, its own voices first. */
export function voiceFor(voices: readonly SpeechSynthesisVoice[], language: string): SpeechSynthesisVoice | undefined {
  const base = language.split("-")[0]?.toLowerCase();
  const speaks = voices.filter((voice) => voice.lang.replace("_", "-").split("-")[0]?.toLowerCase() === base);
  const exact = speaks.filter((voice) => voice.lang.toLowerCase() === language.toLowerCase());
  return [...exact, ...speaks].find((voice) => voice.localService) ?? exact[0] ?? speaks[0];
}

type State = "silent" | "speaking" | "paused";

class Reader {
  private state: State = "silent";
  private at = 0;
  // Grows whenever speech is cut off, so that what the cut-off piece still says of its end is not heard.
  private run = 0;

  constructor(
    private readonly parts: readonly { element: HTMLElement; text: string }[],
    private readonly language: string,
    private readonly toggle: HTMLButtonElement,
    private readonly stopper: HTMLButtonElement,
    private readonly said: HTMLElement | null,
  ) {
    toggle.addEventListener("click", () => this.toggled());
    stopper.addEventListener("click", () => this.stop());
    // Speech outlives a page that is left.
    addEventListener("pagehide", () => this.stop());
    this.show();
    toggle.hidden = false;
  }

  private toggled(): void {
    if (this.state === "speaking") {
      speechSynthesis.pause();
      this.set("paused");
    } else if (this.state === "paused") {
      speechSynthesis.resume();
      this.set("speaking");
    } else {
      const voice = voiceFor(speechSynthesis.getVoices(), this.language);
      if (!voice) return this.tell(`This device has no voice for ${nameOf(this.language)}.`);
      this.tell("");
      this.set("speaking");
      this.speak(voice, ++this.run);
    }
  }

  private speak(voice: SpeechSynthesisVoice, run: number): void {
    const part = this.parts[this.at];
    if (run !== this.run) return;
    if (!part) return this.stop();
    this.mark(part.element);
    const utterance = new SpeechSynthesisUtterance(part.text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = () => {
      if (run !== this.run) return;
      this.at++;
      this.speak(voice, run);
    };
    utterance.onerror = () => run === this.run && this.stop();
    speechSynthesis.speak(utterance);
  }

  private stop(): void {
    this.run++;
    this.at = 0;
    speechSynthesis.cancel();
    this.mark(undefined);
    this.set("silent");
  }

  private mark(element: HTMLElement | undefined): void {
    for (const part of this.parts) part.element.classList.toggle("aloud", part.element === element);
    if (element && this.at) element.scrollIntoView({ block: "nearest" });
  }

  private set(state: State): void {
    this.state = state;
    this.show();
  }

  private show(): void {
    this.toggle.textContent = { silent: "Listen", speaking: "Pause", paused: "Go on" }[this.state];
    this.stopper.hidden = this.state === "silent";
  }

  private tell(text: string): void {
    if (!this.said) return;
    this.said.textContent = text;
    this.said.hidden = !text;
  }
}

function nameOf(language: string): string {
  return new Intl.DisplayNames(["en"], { type: "language", fallback: "code" }).of(language) ?? language;
}

/** What is read out: headline, dek and body, without notes, originals or marks. */
function parts(article: HTMLElement): { element: HTMLElement; text: string }[] {
  const spoken = ":is(h1, header > .dek, .block > :is(p, h2, h3, h4, blockquote), .pair > div:first-child > p)";
  return [...article.querySelectorAll<HTMLElement>(spoken)].flatMap((element) => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const aside of copy.querySelectorAll(".ref, .notes")) aside.remove();
    return pieces(copy.textContent ?? "").map((text) => ({ element, text }));
  });
}

export function wireListening(article: HTMLElement): void {
  const toggle = article.querySelector<HTMLButtonElement>("[data-listen]");
  const stopper = article.querySelector<HTMLButtonElement>("[data-listen-stop]");
  if (!toggle || !stopper || !("speechSynthesis" in window)) return;
  // Browsers bring the voices later than the page asks for them; asking is what starts that.
  speechSynthesis.getVoices();
  new Reader(parts(article), article.dataset["voice"] ?? "en", toggle, stopper, article.querySelector(".heard"));
}
