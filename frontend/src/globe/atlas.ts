/** Places and shapes together: who is where, how large, and what a finger means. */

import type { Place } from "./data";
import { angle, dot, type Vec, vec } from "./sphere";
import { project, radiusOf, type ScreenPoint, unproject, type View } from "./view";
import { shapeAt, type World } from "./world";

/** How far from a place's point it still counts as meant, CSS pixels. */
export interface Reach {
  /** Round the dot of a place too small to hit. */
  readonly dot: number;
  /** When two dots are within this of each other's distance, the reader is asked. */
  readonly doubt: number;
}

export const POINTER: Reach = { dot: 8, doubt: 4 };
/** A fingertip covers some 30 px, and what it means is somewhere under it. */
export const FINGER: Reach = { dot: 15, doubt: 15 };

/** At sea the nearest place within this is meant. */
export const LABEL_REACH = 24;
/** A shape whose largest part has a smaller radius on screen, px, is marked with a dot. */
const SMALL = 6;
/** More in one chooser cannot be read at a glance; zooming in parts them. */
const MOST_CHOICES = 6;

export interface Site {
  readonly place: Place;
  /** Where its name is written. */
  readonly point: Vec;
}

/** What lies under a point: the likeliest first; `sure` when nobody needs to be asked. */
export interface Finding {
  readonly sites: readonly Site[];
  readonly sure: boolean;
}

const NOTHING: Finding = { sites: [], sure: true };

export class Atlas {
  readonly sites: readonly Site[];
  private readonly byCode: ReadonlyMap<string, Site>;
  private readonly extents = new Map<string, number>();
  private outside: ReadonlySet<Site> = new Set();
  private world: World | undefined;

  constructor(places: readonly Place[]) {
    this.sites = places.map((place) => ({ place, point: vec(place) }));
    this.byCode = new Map(this.sites.map((site) => [site.place.code, site]));
  }

  /** Takes over another set of shapes, yielding on the way; until the first there are only points. */
  *using(world: World): Generator<void, void> {
    const outside = new Set<Site>();
    for (const site of this.sites) {
      const shape = shapeAt(world, site.point);
      if (shape !== undefined && shape.code !== site.place.code) outside.add(site);
      yield;
    }
    this.world = world;
    this.outside = outside;
    this.extents.clear();
    for (const shape of world.shapes) {
      const largest = Math.max(...shape.polygons.map(({ cap }) => cap.radius));
      this.extents.set(shape.code, Math.max(this.extents.get(shape.code) ?? 0, largest));
    }
  }

  site(code: string | undefined): Site | undefined {
    return code === undefined ? undefined : this.byCode.get(code);
  }

  /**
   * Whether a place is marked by a dot: too small at this zoom to be hit by its shape, or named
   * where another's shape is drawn, as happens where borders are disputed.
   */
  isDot(site: Site, view: View): boolean {
    return this.outside.has(site) || (this.extents.get(site.place.code) ?? 0) * radiusOf(view) < SMALL;
  }

  /** A zoom at which a place fills a fair part of the view. */
  zoomFor(site: Site): number {
    const extent = Math.max(this.extents.get(site.place.code) ?? 0, 0.02);
    return Math.min(12, Math.max(1, 0.45 / extent));
  }

  /** Polygon first, then the nearest points; dots of small places come before the land around them. */
  find(view: View, at: ScreenPoint, reach: Reach): Finding {
    const direction = unproject(view, at);
    if (!direction) return NOTHING;
    const land = this.under(direction);
    const near = this.near(view, at, direction);
    const dots = near.filter(({ site, distance }) => distance <= reach.dot && this.isDot(site, view));
    if (dots.length > 0) return decided(dots, land, reach);
    if (land) return { sites: [land], sure: true };
    return decided(near, undefined, reach);
  }

  /**
   * What the middle of the view is called: as for a pointer, but land whose own point lies nearer than a
   * small neighbour's dot keeps its name, since a globe turned to Senegal shows Gambia a few pixels away.
   */
  middle(view: View): Site | undefined {
    const at = { x: view.width / 2, y: view.height / 2 };
    const [first] = this.find(view, at, POINTER).sites;
    const direction = unproject(view, at);
    const land = direction && this.under(direction);
    if (!first || !land) return first;
    return angle(land.point, direction) < angle(first.point, direction) ? land : first;
  }

  private under(direction: Vec): Site | undefined {
    const shape = this.world && shapeAt(this.world, direction);
    return shape && this.site(shape.code);
  }

  /** Sites within reach of a point at sea, nearest first. */
  private near(view: View, at: ScreenPoint, direction: Vec): { site: Site; distance: number }[] {
    // Foreshortening only brings points closer on screen: nothing within reach lies further than this.
    const radius = radiusOf(view);
    const field = Math.cos(Math.min(Math.PI / 2, 2 * Math.sqrt(LABEL_REACH / radius)));
    const found = [];
    for (const site of this.sites) {
      if (dot(site.point, direction) < field) continue;
      const on = project(view, site.point);
      const distance = on ? Math.hypot(on.x - at.x, on.y - at.y) : Infinity;
      if (distance <= LABEL_REACH) found.push({ site, distance });
    }
    return found.sort((a, b) => a.distance - b.distance);
  }

  /** Sites to the reader's side of the horizon. */
  nearSide(out: Vec): Site[] {
    return this.sites.filter(({ point }) => angle(point, out) < Math.PI / 2);
  }
}

function decided(
  near: readonly { site: Site; distance: number }[],
  land: Site | undefined,
  reach: Reach,
): Finding {
  const first = near[0];
  if (!first) return NOTHING;
  const close = near.filter(({ distance }) => distance <= first.distance + reach.doubt).map(({ site }) => site);
  const sites = close.slice(0, MOST_CHOICES);
  // A mouse points at a dot; a finger on a dot may as well mean the land around it.
  const asksForLand = land !== undefined && !sites.includes(land) && (reach === FINGER || sites.length > 1);
  const all = asksForLand ? [...sites, land] : sites;
  return { sites: all, sure: all.length === 1 };
}
