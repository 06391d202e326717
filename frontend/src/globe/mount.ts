/** Puts the globe together and keeps its parts in step. */

import { readSpot, writeSpot } from "./address";
import { Atlas, FINGER, POINTER, type Site } from "./atlas";
import { Card } from "./card";
import { Chooser } from "./chooser";
import { Counts } from "./counts";
import { readPlaces } from "./data";
import { element } from "./element";
import { Frames } from "./frames";
import { type Gestures, listen } from "./gestures";
import { type Keys, listenToKeys } from "./keys";
import { type Kind, type Layer, openingLayer } from "./layers";
import { Legend, type LegendListener } from "./legend";
import { List } from "./list";
import { type Goal, Motion } from "./motion";
import { openingSpot } from "./opening";
import { onThemeChange, type Palette, readPalette } from "./palette";
import { Pace } from "./pace";
import { Painter, type Scene } from "./painter";
import { type Step, stepsFor } from "./scale";
import { Shapes } from "./shapes";
import { RADIANS } from "./sphere";
import { Stage } from "./stage";
import { turn } from "./turns";
import { dragged, LEAST_ZOOM, MOST_ZOOM, radiusOf, type ScreenPoint, settled, unproject, type View, zoomedAt } from "./view";

const KEY_TURN = 12; // degrees at zoom 1
/** Up to this zoom a finger moving up or down scrolls the page past the globe. */
const SCROLLS_PAST = 1.15;
/** The card and the list follow a moving globe this often, ms: laying out text costs more than drawing. */
const REPORT_EVERY = 240;
const SETTLED_AFTER = 250; // ms of rest before the address is written

/** In several tasks, each short; rejects if the page lacks what a globe needs, or the browser a canvas. */
export async function mount(section: HTMLElement): Promise<void> {
  const data = document.getElementById("globe-data")?.textContent;
  if (!data) throw new Error('the page holds no <script id="globe-data">');
  const atlas = new Atlas(readPlaces(data));
  await turn();
  const globe = new Globe(section, atlas);
  await turn();
  globe.assemble();
}

class Globe implements Gestures, Keys, LegendListener {
  private readonly stage: Stage;
  private readonly painter: Painter;
  private readonly frames: Frames;
  private readonly list: List;
  private readonly card: Card;
  private readonly legend: Legend;
  private readonly counts = new Counts();
  private readonly chooser = new Chooser((code) => this.choose(code));
  private readonly shapes = new Shapes(
    (world) => this.atlas.using(world),
    () => this.frames.request(),
  );
  private readonly pace = new Pace();
  private readonly stillness = matchMedia("(prefers-reduced-motion: reduce)");
  private readonly motion = new Motion(() => this.stillness.matches);
  private readonly home: View;

  private view: View;
  private palette: Palette;
  private layer: Layer;
  private steps: readonly Step[] = [];
  /** The place that was picked; given up as soon as the reader turns away from it. */
  private chosen: string | undefined;
  private hinted: string | undefined;
  private held = false;
  private reported = 0;
  private writing = 0;
  private wish = 0;

  constructor(
    section: HTMLElement,
    private readonly atlas: Atlas,
  ) {
    const places = atlas.sites.map(({ place }) => place);
    this.stage = new Stage(section);
    this.list = new List(section, places, {
      hinted: (code, byKeyboard) => this.hint(code, byKeyboard),
      sought: (code) => this.choose(code),
      taken: (code) => {
        this.choose(code);
        this.stage.canvas.focus({ preventScroll: true });
      },
    });
    this.card = new Card((code) => this.list.address(code));
    this.legend = new Legend(places, this);
    this.painter = new Painter(this.stage.context, atlas);
    this.frames = new Frames(this.stage.canvas, (now) => this.frame(now));
    this.palette = readPalette(section);
    this.layer = openingLayer(places);
    const heard = places.map((place) => ({ lon: place.lon, lat: place.lat, count: this.layer.count(place) }));
    this.home = settled({
      ...openingSpot(-new Date().getTimezoneOffset(), heard),
      zoom: LEAST_ZOOM,
      width: 1,
      height: 1,
    });
    this.view = this.home;
  }

  /** Shows it and begins to listen. */
  assemble(): void {
    this.readAddress(location.hash);
    const button = (label: string, sign: string, act: () => void): HTMLElement => {
      const made = element("button", { type: "button", "aria-label": label, title: label }, sign);
      made.addEventListener("click", act);
      return made;
    };
    const controls = element(
      "div",
      { class: "globe-controls" },
      button("Zoom in", "+", () => this.zoom(1.6)),
      button("Zoom out", "−", () => this.zoom(1 / 1.6)),
    );
    this.stage.over(controls, this.chooser.root);
    this.stage.show(this.card.root, this.legend.root);
    this.stage.follow(() => {
      this.view = { ...this.view, width: this.stage.width, height: this.stage.height };
      // At once: a canvas that changed size is empty until it is drawn. The first picture comes with the first frame.
      if (this.reported) this.frame(performance.now());
      else this.frames.request();
    });
    listen(this.stage.canvas, this);
    listenToKeys(this.stage.canvas, this);
    for (const event of ["focus", "blur"]) this.stage.canvas.addEventListener(event, () => this.frames.request());
    onThemeChange(() => {
      this.palette = readPalette(this.stage.canvas);
      this.shadeBy(this.layer);
    });
    // From the event: by now the address may have been written over with where the globe was.
    addEventListener("hashchange", ({ newURL }) => this.readAddress(new URL(newURL).hash));
    this.shadeBy(this.layer);
    this.shapes.load().catch((error: unknown) => {
      // Points and the list still work; say why there is no land.
      console.error("the globe's shapes did not arrive", error);
    });
  }

  // One frame: move, draw, tell the others.

  private frame(now: number): boolean {
    this.view = settled(this.motion.step(this.view, now));
    const moving = this.motion.moving || this.held;
    this.pace.frame(now, moving);
    const density = this.pace.density(this.stage.density, moving);
    this.stage.sharpen(density);
    const tracer = this.shapes.best(this.view, density, moving);
    if (tracer) this.painter.use(tracer);
    const started = performance.now();
    this.painter.paint(this.view, this.scene(moving), density);
    this.shapes.took(tracer, performance.now() - started);
    if (!moving || now - this.reported > REPORT_EVERY) {
      this.reported = now;
      this.report();
    }
    clearTimeout(this.writing);
    if (!moving) this.writing = window.setTimeout(() => this.writeAddress(), SETTLED_AFTER);
    return this.motion.moving;
  }

  private scene(moving: boolean): Scene {
    const { layer, steps, palette, chosen, hinted } = this;
    const reticle = this.stage.canvas.matches(":focus-visible");
    const tolerance = this.pace.tolerance(moving);
    return { layer, steps, palette, chosen, hinted, reticle, moving, tolerance, time: new Date() };
  }

  /** What the card, the list and Enter take to be the globe's place: the chosen one or that in the middle. */
  private here(): Site | undefined {
    return this.atlas.site(this.chosen) ?? this.atlas.middle(this.view);
  }

  private report(): void {
    const site = this.here();
    this.card.show(site?.place, this.chosen !== undefined, this.layer);
    this.list.mark(this.hinted ?? site?.place.code);
    this.stage.canvas.style.touchAction = this.view.zoom > SCROLLS_PAST ? "none" : "pan-y";
  }

  // Choosing.

  private choose(code: string): void {
    const site = this.atlas.site(code);
    if (!site) return;
    this.chosen = code;
    this.hinted = undefined;
    const { lon, lat } = site.place;
    const zoom = Math.max(this.view.zoom, Math.min(this.atlas.zoomFor(site), this.view.zoom * 3));
    this.motion.fly(this.view, { lon, lat, zoom }, performance.now());
    this.frames.request();
  }

  private hint(code: string | undefined, turnThere: boolean): void {
    const site = this.atlas.site(code);
    this.hinted = code;
    if (site && (turnThere || !this.isFacing(site))) {
      this.chosen = undefined;
      const { lon, lat } = site.place;
      this.motion.fly(this.view, { lon, lat, zoom: this.view.zoom }, performance.now());
    }
    this.frames.request();
  }

  /** Whether a place is far enough from the rim to be seen well. */
  private isFacing({ point }: Site): boolean {
    const middle = unproject(this.view, { x: this.view.width / 2, y: this.view.height / 2 });
    if (!middle) return false;
    const field = Math.min(60 * RADIANS, (0.4 * Math.min(this.view.width, this.view.height)) / radiusOf(this.view));
    return point[0] * middle[0] + point[1] * middle[1] + point[2] * middle[2] > Math.cos(field);
  }

  private shadeBy(layer: Layer): void {
    this.layer = layer;
    this.steps = stepsFor(this.atlas.sites.map(({ place }) => layer.count(place)));
    this.legend.show(layer, this.steps, this.palette, this.atlas.sites.length);
    this.frames.request();
  }

  // Layers.

  wanted(kind: Kind, code: string): void {
    const wish = ++this.wish;
    if (kind.layer) {
      this.shadeBy(kind.layer);
      return;
    }
    const whose = this.atlas.site(kind.ofPlace ? this.legend.press(code || this.here()?.place.code || "") : undefined);
    if (kind.ofPlace && !whose) {
      this.legend.tell("No country’s press has been read yet.");
      return;
    }
    this.legend.tell("Counting …");
    this.counts.layer(kind.id, whose?.place).then(
      // Counts that arrive after another layer was chosen are kept, not shown.
      (layer) => wish === this.wish && this.shadeBy(layer),
      (error: unknown) => {
        console.warn("a layer of the globe did not arrive", error);
        if (wish === this.wish) this.legend.tell("These counts did not arrive. Try again when you are connected.");
      },
    );
  }

  // Gestures.

  touched(): void {
    this.motion.stop();
    this.chooser.close();
    this.held = true;
    this.frames.request();
  }

  turned(dx: number, dy: number): void {
    this.chosen = undefined;
    this.view = dragged(this.view, dx, dy);
    this.frames.request();
  }

  zoomed(factor: number, at: ScreenPoint): void {
    this.view = zoomedAt(this.view, factor, at);
    this.frames.request();
  }

  released(speedX: number, speedY: number): void {
    this.motion.coast(speedX, speedY, performance.now());
    this.frames.request();
  }

  lifted(): void {
    this.held = false;
    this.frames.request();
  }

  tapped(at: ScreenPoint, finger: boolean): void {
    const { sites, sure } = this.atlas.find(this.view, at, finger ? FINGER : POINTER);
    const [first] = sites;
    if (!first) return;
    const again = sites.find(({ place }) => place.code === this.chosen);
    if (again) this.follow(again.place.code);
    else if (sure) this.choose(first.place.code);
    else this.chooser.ask(sites.map(({ place }) => place), at, this.stage.canvas);
  }

  pointed(at: ScreenPoint | undefined): void {
    const found = at && this.atlas.find(this.view, at, POINTER).sites[0];
    this.stage.canvas.style.cursor = found ? "pointer" : "";
    if (this.hinted === found?.place.code) return;
    this.hinted = found?.place.code;
    this.frames.request();
  }

  wheelWanted(factor: number, at: ScreenPoint): boolean {
    const stuck = factor < 1 ? this.view.zoom <= LEAST_ZOOM : this.view.zoom >= MOST_ZOOM;
    return !stuck && unproject(this.view, at) !== undefined;
  }

  // Keys.

  turn(right: number, up: number): void {
    this.chosen = undefined;
    this.nudge((aim) => {
      const step = KEY_TURN / aim.zoom;
      return { lon: aim.lon + right * step, lat: aim.lat + up * step, zoom: aim.zoom };
    });
  }

  zoom(factor: number): void {
    this.nudge((aim) => ({ ...aim, zoom: aim.zoom * factor }));
  }

  private nudge(step: (aim: Goal) => Goal): void {
    const { width, height } = this.view;
    this.motion.nudge(this.view, (aim) => settled({ ...step(aim), width, height }), performance.now());
    this.frames.request();
  }

  open(): void {
    const site = this.here();
    if (site) this.follow(site.place.code);
  }

  goHome(): void {
    this.chosen = undefined;
    this.motion.fly(this.view, this.home, performance.now());
    this.frames.request();
  }

  private follow(code: string): void {
    this.writeAddress();
    location.assign(this.list.address(code));
  }

  // The address.

  private readAddress(hash: string): void {
    const spot = readSpot(hash);
    if (!spot) return;
    this.chooser.close();
    this.motion.stop();
    this.view = { ...this.view, lon: spot.lon, lat: spot.lat, zoom: spot.zoom };
    this.chosen = this.atlas.site(spot.code)?.place.code;
    this.frames.request();
  }

  /** Replaces the entry in the history: going back leads to the page before, not through every turn. */
  private writeAddress(): void {
    const { lon, lat, zoom } = this.view;
    const hash = writeSpot({ lon, lat, zoom, code: this.chosen });
    if (hash !== location.hash) history.replaceState(history.state, "", hash);
  }
}
