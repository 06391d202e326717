/** One picture of the globe. */

import type { Atlas, Site } from "./atlas";
import type { Layer } from "./layers";
import { type Palette, shade } from "./palette";
import { graticule, night } from "./furniture";
import { type Step, stepOf } from "./scale";
import { viewAxes } from "./sphere";
import { Sea } from "./sea";
import { sunOverhead } from "./sun";
import { Tracer } from "./trace";
import { project, radiusOf, type ScreenPoint, type View } from "./view";
import type { Line, Shape, World } from "./world";

/** What a picture shows besides the view. */
export interface Scene {
  readonly layer: Layer;
  readonly steps: readonly Step[];
  readonly palette: Palette;
  /** Codes: the chosen place, and the one under the pointer or the list's focus. */
  readonly chosen: string | undefined;
  readonly hinted: string | undefined;
  readonly reticle: boolean;
  /** In motion lines are a hair: nobody can tell, and frames are quick. */
  readonly moving: boolean;
  /** Points nearer to each other than this are one, px. */
  readonly tolerance: number;
  readonly time: Date;
}

const DOT = 2.4;
const NIGHT_KEPT_FOR = 60_000; // ms; the terminator moves a quarter of a degree a minute

export class Painter {
  private readonly lines = new Tracer(graticule());
  private tracer: Tracer | undefined;
  private readonly sea = new Sea();
  private density = 1;
  private hairlines = false;
  private night: { tracer: Tracer; at: number } | undefined;
  private fills: { steps: unknown; palette: unknown; groups: Map<string, Shape[]> } | undefined;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly atlas: Atlas,
  ) {}

  /** Draws these shapes from now on. */
  use(tracer: Tracer): void {
    if (this.tracer === tracer) return;
    this.tracer = tracer;
    this.fills = undefined;
  }

  /** Draws a view at `density` device pixels to the CSS pixel. */
  paint(view: View, scene: Scene, density: number): void {
    const { context } = this;
    this.density = density;
    this.hairlines = scene.moving;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    this.paintOcean(view, scene.palette);
    this.paintGraticule(view, scene.palette);
    if (this.tracer) {
      this.tracer.turn(view, scene.tolerance);
      this.paintLand(this.tracer, scene);
      this.paintNight(view, scene);
      this.paintLines(this.tracer, scene.palette);
    }
    this.paintDots(view, scene);
    this.paintMarked(scene.hinted, scene.palette, 1.25);
    this.paintMarked(scene.chosen, scene.palette, 2.25);
    this.paintRim(view, scene.palette);
    this.paintMark(view, scene.chosen, scene.palette);
    if (scene.reticle) this.paintReticle(view, scene.palette);
    if (scene.hinted) this.paintLabel(view, scene.hinted, scene.palette);
  }

  private paintOcean(view: View, palette: Palette): void {
    const image = this.sea.picture(view, palette, this.density);
    // In place of all that was there: copied, where it would else be cleared and then blended.
    this.context.globalCompositeOperation = "copy";
    this.context.drawImage(image, 0, 0, view.width, view.height);
    this.context.globalCompositeOperation = "source-over";
  }

  private paintRim(view: View, palette: Palette): void {
    const { context } = this;
    context.beginPath();
    context.arc(view.width / 2, view.height / 2, radiusOf(view), 0, 2 * Math.PI);
    this.stroke(palette.rim, 1);
  }

  private paintGraticule(view: View, palette: Palette): void {
    this.lines.turn(view, 0);
    this.context.beginPath();
    for (const line of this.lines.world.lines) this.lines.line(this.context, line);
    this.stroke(palette.graticule, 0.6);
  }

  private paintLand(tracer: Tracer, scene: Scene): void {
    const { context } = this;
    for (const [colour, shapes] of this.grouped(tracer.world, scene)) {
      context.fillStyle = colour;
      context.beginPath();
      for (const shape of shapes) tracer.shape(context, shape);
      context.fill("evenodd");
    }
  }

  /** Shapes by colour, so that a frame needs a handful of fills. */
  private grouped(world: World, { palette, steps, layer }: Scene): Map<string, Shape[]> {
    if (this.fills?.steps === steps && this.fills.palette === palette) return this.fills.groups;
    const groups = new Map<string, Shape[]>();
    for (const shape of world.shapes) {
      const colour = this.colourOf(this.atlas.site(shape.code), { palette, steps, layer });
      const group = groups.get(colour);
      if (group) group.push(shape);
      else groups.set(colour, [shape]);
    }
    this.fills = { steps, palette, groups };
    return groups;
  }

  private colourOf(site: Site | undefined, { palette, steps, layer }: Pick<Scene, "palette" | "steps" | "layer">): string {
    const step = site ? stepOf(steps, layer.count(site.place)) : -1;
    return step < 0 ? palette.land : shade(palette, step, steps.length);
  }

  private paintNight(view: View, { time, palette }: Scene): void {
    const { context } = this;
    if (!this.night || Math.abs(time.getTime() - this.night.at) > NIGHT_KEPT_FOR) {
      this.night = { tracer: new Tracer(night(sunOverhead(time))), at: time.getTime() };
    }
    const { tracer } = this.night;
    tracer.turn(view, 0);
    context.fillStyle = palette.night;
    context.beginPath();
    for (const shape of tracer.world.shapes) tracer.shape(context, shape);
    context.fill("evenodd");
  }

  private paintLines(tracer: Tracer, palette: Palette): void {
    this.trace(tracer, tracer.world.coasts);
    this.stroke(palette.coast, 0.7);
    this.trace(tracer, tracer.world.borders);
    this.stroke(palette.border, 0.7);
    this.context.setLineDash([2, 3]);
    this.trace(tracer, tracer.world.disputedBorders);
    this.stroke(palette.border, 0.9);
    this.context.setLineDash([]);
  }

  private trace(tracer: Tracer, lines: readonly Line[]): void {
    this.context.beginPath();
    for (const line of lines) tracer.line(this.context, line);
  }

  /** Places too small to see get a dot in their shade: one path a shade, one outline round all. */
  private paintDots(view: View, scene: Scene): void {
    const { context } = this;
    const dots = this.dotsIn(view, scene);
    for (const [colour, points] of dots) {
      context.fillStyle = colour;
      this.traceDots(points);
      context.fill();
    }
    context.lineWidth = 0.8;
    context.strokeStyle = scene.palette.dot;
    this.traceDots([...dots.values()].flat());
    context.stroke();
  }

  /** Where dots are to be seen, by colour. */
  private dotsIn(view: View, scene: Scene): Map<string, ScreenPoint[]> {
    const [, , out] = viewAxes(view);
    const found = new Map<string, ScreenPoint[]>();
    for (const site of this.atlas.nearSide(out)) {
      if (!this.atlas.isDot(site, view)) continue;
      const at = project(view, site.point);
      if (!at || at.x < 0 || at.y < 0 || at.x > view.width || at.y > view.height) continue;
      const colour = this.colourOf(site, scene);
      const group = found.get(colour);
      if (group) group.push(at);
      else found.set(colour, [at]);
    }
    return found;
  }

  private traceDots(points: readonly ScreenPoint[]): void {
    this.context.beginPath();
    for (const { x, y } of points) {
      this.context.moveTo(x + DOT, y);
      this.context.arc(x, y, DOT, 0, 2 * Math.PI);
    }
  }

  private paintMarked(code: string | undefined, palette: Palette, width: number): void {
    if (!code || !this.tracer) return;
    this.trace(this.tracer, this.tracer.world.edges.get(code) ?? []);
    // A wide mitred line throws spikes at every inlet.
    this.context.lineJoin = "round";
    this.stroke(palette.accent, width);
  }

  /** A ring round the point of a chosen place that is too small to show by its outline. */
  private paintMark(view: View, code: string | undefined, palette: Palette): void {
    const site = this.atlas.site(code);
    const at = site && this.atlas.isDot(site, view) && project(view, site.point);
    if (!at) return;
    this.context.beginPath();
    this.context.arc(at.x, at.y, 7, 0, 2 * Math.PI);
    this.stroke(palette.accent, 2);
  }

  private paintReticle(view: View, palette: Palette): void {
    const { context } = this;
    const [x, y] = [view.width / 2, view.height / 2];
    context.beginPath();
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
      context.moveTo(x + dx * 5, y + dy * 5);
      context.lineTo(x + dx * 12, y + dy * 12);
    }
    this.stroke(palette.halo, 4);
    this.stroke(palette.label, 1.5);
  }

  private paintLabel(view: View, code: string, palette: Palette): void {
    const { context } = this;
    const site = this.atlas.site(code);
    const at = site && project(view, site.point);
    if (!site || !at) return;
    context.font = palette.font;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const small = this.atlas.isDot(site, view);
    const half = context.measureText(site.place.name).width / 2 + 6;
    const x = Math.min(Math.max(at.x, half), view.width - half);
    const y = Math.max(12, small ? at.y - 16 : at.y);
    context.textAlign = "center";
    context.strokeStyle = palette.halo;
    context.lineWidth = 4;
    context.strokeText(site.place.name, x, y);
    context.fillStyle = palette.label;
    context.fillText(site.place.name, x, y);
  }

  private stroke(colour: string, width: number): void {
    this.context.strokeStyle = colour;
    // Lines no wider than a device pixel take the rasteriser's quick path.
    this.context.lineWidth = this.hairlines && width < 2 ? Math.min(width, 1 / this.density) : width;
    this.context.stroke();
  }
}
