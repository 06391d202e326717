/**
 * Turns the world to a view and draws its outlines as canvas paths.
 *
 * A polygon that reaches over the horizon is not clipped; the part behind is pushed out to the
 * rim along its bearing from the far point of the globe. That is exact (a retraction of the far
 * half without its middle onto the rim) except when the far point itself lies inside the polygon:
 * then the path encloses the complement, and adding the whole disc under the even-odd rule rights it.
 * It costs nine multiplications a point where general clipping costs trigonometry.
 */

import { angle, opposite, type Vec, viewAxes } from "./sphere";
import { halfField, radiusOf, type View } from "./view";
import { type Line, type Polygon, type Ring, shapeAt, type Shape, type World } from "./world";

/** Filling closes what was left open; asking for it costs as much as drawing it. */
type Path = Pick<CanvasRenderingContext2D, "moveTo" | "lineTo" | "arc">;

// Steps along the rim: a chord of 3° leaves a rim of 400 px by a seventh of a pixel.
const RIM_STEP = (3 * Math.PI) / 180;
const RIM_STEP_COSINE = Math.cos(RIM_STEP);

/** How far an arc out of view may be off, px: nobody sees it, but shapes that reach in need its run. */
const ROUGH = 24;

export class Tracer {
  /** Of the points kept this frame, arc after arc: right and up in radii, and nearness. */
  private readonly xs: Float32Array;
  private readonly ys: Float32Array;
  private readonly depths: Float32Array;
  /** Arc `a` is the kept points `starts[a]` … `starts[a + 1] - 1`. */
  private readonly starts: Int32Array;
  /** The points of the ring being drawn: a list, since a call for each would cost as much as drawing. */
  private readonly round: Int32Array;
  private out: Vec = [0, 0, 1];
  private middle = { x: 0, y: 0 };
  private radius = 1;
  private field = Math.PI / 2;
  private gap = 0;
  private behind: Shape | undefined;

  constructor(readonly world: World) {
    const count = world.points.length / 3;
    this.xs = new Float32Array(count);
    this.ys = new Float32Array(count);
    this.depths = new Float32Array(count);
    this.starts = new Int32Array(world.starts.length);
    this.round = new Int32Array(count + 1);
  }

  /**
   * Turns every point; call once a frame before tracing anything. Points nearer than `tolerance`
   * pixels to the one before are left out, the same for both shapes along a border.
   */
  turn(view: View, tolerance: number): void {
    const axes = viewAxes(view);
    this.out = axes[2];
    this.middle = { x: view.width / 2, y: view.height / 2 };
    this.radius = radiusOf(view);
    this.field = halfField(view);
    this.gap = tolerance / this.radius;
    this.behind = shapeAt(this.world, opposite(this.out));
    let kept = 0;
    for (const { arc, cap } of this.world.lines) {
      this.starts[arc] = kept;
      const { centre, radius } = cap;
      const inView = this.inField(centre, radius + ROUGH / this.radius);
      kept = this.turnArc(axes, arc, kept, inView ? this.gap : ROUGH / this.radius);
    }
    this.starts[this.world.lines.length] = kept;
  }

  /** Writes an arc's kept points from index `kept` on, and answers the index after them. */
  private turnArc(axes: readonly [Vec, Vec, Vec], arc: number, kept: number, gap: number): number {
    const { points, starts } = this.world;
    const { xs, ys, depths } = this;
    const [right, up, out] = axes;
    const last = starts[arc + 1]! - 1;
    for (let i = starts[arc]!, first = i; i <= last; i++) {
      const [px, py, pz] = [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!];
      const x = px * right[0] + py * right[1] + pz * right[2];
      const y = px * up[0] + py * up[1] + pz * up[2];
      const inner = i !== first && i !== last;
      if (inner && Math.abs(x - xs[kept - 1]!) < gap && Math.abs(y - ys[kept - 1]!) < gap) continue;
      xs[kept] = x;
      ys[kept] = y;
      depths[kept] = px * out[0] + py * out[1] + pz * out[2];
      kept++;
    }
    return kept;
  }

  /** Adds a shape to a path that will be filled under the even-odd rule. */
  shape(path: Path, shape: Shape): void {
    for (const polygon of shape.polygons) this.polygon(path, polygon);
    if (shape === this.behind && shape.polygons.some((polygon) => this.inField(polygon.cap.centre, polygon.cap.radius))) {
      this.disc(path);
    }
  }

  disc(path: Path): void {
    path.moveTo(this.middle.x + this.radius, this.middle.y);
    path.arc(this.middle.x, this.middle.y, this.radius, 0, 2 * Math.PI);
  }

  /** Adds the near parts of a line. */
  line(path: Path, { arc, cap }: Line): void {
    if (!this.inField(cap.centre, cap.radius)) return;
    const { xs, ys, depths, radius } = this;
    const { x, y } = this.middle;
    let drawing = false;
    for (let i = this.starts[arc]!, end = this.starts[arc + 1]!; i < end; i++) {
      const near = depths[i]! >= 0;
      if (near && drawing) path.lineTo(x + radius * xs[i]!, y - radius * ys[i]!);
      else if (near) path.moveTo(x + radius * xs[i]!, y - radius * ys[i]!);
      drawing = near;
    }
  }

  private inField(centre: Vec, radius: number): boolean {
    return angle(centre, this.out) < this.field + radius;
  }

  private polygon(path: Path, { rings, cap }: Polygon): void {
    if (cap.radius < this.gap || !this.inField(cap.centre, cap.radius)) return;
    const whole = angle(cap.centre, this.out) + cap.radius < Math.PI / 2;
    for (const ring of rings) {
      if (whole) this.nearRing(path, ring);
      else this.farRing(path, ring);
    }
  }

  /** A ring wholly on the near side. */
  private nearRing(path: Path, ring: Ring): void {
    const { xs, ys, round, radius } = this;
    const { x, y } = this.middle;
    const count = this.walk(ring);
    path.moveTo(x + radius * xs[round[0]!]!, y - radius * ys[round[0]!]!);
    for (let at = 1; at < count; at++) {
      const i = round[at]!;
      path.lineTo(x + radius * xs[i]!, y - radius * ys[i]!);
    }
  }

  /** A ring that goes over the horizon, or may. */
  private farRing(path: Path, ring: Ring): void {
    const { xs, ys, depths, round } = this;
    const pen = new RimPen(path, this.middle, this.radius);
    const count = this.walk(ring);
    for (let at = 0, last = -1; at < count; at++) {
      const i = round[at]!;
      const near = depths[i]! >= 0;
      if (last >= 0 && near !== depths[last]! >= 0) {
        const share = depths[last]! / (depths[last]! - depths[i]!);
        pen.rim(xs[last]! + share * (xs[i]! - xs[last]!), ys[last]! + share * (ys[i]! - ys[last]!));
      }
      if (near) pen.point(xs[i]!, ys[i]!);
      else pen.rim(xs[i]!, ys[i]!);
      last = i;
    }
  }

  /** Writes the points of a ring into `round`, in its order, and answers how many there are. */
  private walk({ arcs }: Ring): number {
    const { starts, round } = this;
    let count = 0;
    for (const arc of arcs) {
      // Neighbouring arcs share an end: leave out one of the two.
      if (arc >= 0) for (let i = starts[arc]!; i < starts[arc + 1]! - 1; i++) round[count++] = i;
      else for (let i = starts[~arc + 1]! - 1; i > starts[~arc]!; i--) round[count++] = i;
    }
    const first = arcs[0]!;
    round[count++] = first >= 0 ? starts[first]! : starts[~first + 1]! - 1;
    return count;
  }
}

/** Draws in units of the globe's radius, following the rim where told to, the shorter way. */
class RimPen {
  private started = false;
  private onRim = false;
  private x = 0;
  private y = 0;

  constructor(
    private readonly path: Path,
    private readonly middle: { x: number; y: number },
    private readonly radius: number,
  ) {}

  point(x: number, y: number): void {
    this.to(x, y);
    this.onRim = false;
  }

  /** To the rim, on the bearing of (x, y). */
  rim(x: number, y: number): void {
    const length = Math.hypot(x, y) || 1;
    const [toX, toY] = [x / length, y / length];
    if (this.onRim) {
      const along = this.x * toX + this.y * toY;
      if (along > RIM_STEP_COSINE) {
        // Too near to show; the next point decides, unless this is the last, which closing joins.
        if (along > 0.99999) return;
      } else this.around(toX, toY, along);
    }
    this.to(toX, toY);
    [this.x, this.y, this.onRim] = [toX, toY, true];
  }

  private around(toX: number, toY: number, along: number): void {
    const turn = Math.acos(Math.max(-1, along)) * (this.x * toY - this.y * toX < 0 ? -1 : 1);
    const start = Math.atan2(this.y, this.x);
    const pieces = Math.ceil(Math.abs(turn) / RIM_STEP);
    for (let i = 1; i < pieces; i++) {
      const bearing = start + (turn * i) / pieces;
      this.to(Math.cos(bearing), Math.sin(bearing));
    }
  }

  private to(x: number, y: number): void {
    const [sx, sy] = [this.middle.x + this.radius * x, this.middle.y - this.radius * y];
    if (this.started) this.path.lineTo(sx, sy);
    else this.path.moveTo(sx, sy);
    this.started = true;
  }
}
