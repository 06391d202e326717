/** Draws when asked, once a screen refresh, and never while nobody can see it. */

export class Frames {
  private scheduled = 0;
  private wanted = false;
  private onScreen = true;
  private readonly observer: IntersectionObserver;

  /** `draw` gets the frame's time and answers whether another frame should follow. */
  constructor(
    element: Element,
    private readonly draw: (now: number) => boolean,
  ) {
    this.observer = new IntersectionObserver((entries) => {
      this.onScreen = entries.at(-1)?.isIntersecting ?? true;
      this.schedule();
    });
    this.observer.observe(element);
    document.addEventListener("visibilitychange", () => this.schedule());
  }

  request(): void {
    this.wanted = true;
    this.schedule();
  }

  private schedule(): void {
    if (!this.wanted || this.scheduled || !this.onScreen || document.hidden) return;
    this.scheduled = requestAnimationFrame((now) => {
      this.scheduled = 0;
      this.wanted = false;
      if (this.draw(now)) this.request();
    });
  }
}
