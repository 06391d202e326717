/** What we use of two packages that come without types. */

declare module "topojson-server" {
  import type { Topology } from "topojson-specification";
  export function topology(objects: Record<string, unknown>, quantization?: number): Topology;
}

declare module "topojson-simplify" {
  import type { Topology } from "topojson-specification";
  export function presimplify(topology: Topology, weight: (triangle: number[][]) => number): Topology;
  export function sphericalTriangleArea(triangle: number[][]): number;
}
