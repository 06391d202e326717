// The yardstick: the same shapes drawn with d3-geo's own projection and clipping. Not shipped.
import { geoGraticule, geoOrthographic, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";

const topology = await (await fetch("/static/build/world-coarse.json")).json();
const section = document.querySelector("[data-island=globe]");
const canvas = document.createElement("canvas");
section.append(canvas);
const size = Math.min(section.clientWidth, 0.74 * innerHeight);
const density = Math.min(2.5, devicePixelRatio);
canvas.style.cssText = `width:${size}px;height:${size}px;display:block`;
canvas.width = canvas.height = size * density;
const context = canvas.getContext("2d");
const projection = geoOrthographic().fitExtent([[2, 2], [size - 2, size - 2]], { type: "Sphere" });
const path = geoPath(projection, context);
const { features } = feature(topology, topology.objects.places);
const groups = [0, 1, 2, 3, 4, 5].map((group) => ({
  type: "FeatureCollection",
  features: features.filter((_, index) => index % 6 === group),
}));
const lines = mesh(topology, topology.objects.places);
const graticule = geoGraticule().step([30, 30])();
const colours = ["#fbfaf7", "#d5e6df", "#a5cdc6", "#6fabad", "#3c7f8f", "#1c526b"];

function draw() {
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, size, size);
  const part = (shape, style, fill) => {
    context.beginPath();
    path(shape);
    context[fill ? "fillStyle" : "strokeStyle"] = style;
    if (fill) context.fill();
    else context.stroke();
  };
  context.lineWidth = 0.7;
  part({ type: "Sphere" }, "#e8eef0", true);
  part(graticule, "#0002", false);
  groups.forEach((group, index) => part(group, colours[index], true));
  part(lines, "#98a3a7", false);
}

let held;
let waiting = false;
canvas.addEventListener("pointerdown", (event) => (held = [event.clientX, event.clientY]));
canvas.addEventListener("pointercancel", () => (held = undefined));
canvas.addEventListener("pointermove", (event) => {
  if (!held) return;
  const [lon, lat] = projection.rotate();
  const rate = 57.3 / projection.scale();
  projection.rotate([lon + (event.clientX - held[0]) * rate, lat - (event.clientY - held[1]) * rate]);
  held = [event.clientX, event.clientY];
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    draw();
  });
});
draw();
