// The yardstick in WebGL: globe.gl with the same shapes in the same colours. Not shipped.
import Globe from "globe.gl";
import { feature } from "topojson-client";

const topology = await (await fetch("/static/build/world-coarse.json")).json();
const section = document.querySelector("[data-island=globe]");
const stage = document.createElement("div");
section.append(stage);
const size = Math.min(section.clientWidth, 0.74 * innerHeight);
const colours = ["#fbfaf7", "#d5e6df", "#a5cdc6", "#6fabad", "#3c7f8f", "#1c526b"];
const { features } = feature(topology, topology.objects.places);
features.forEach((one, index) => (one.colour = colours[index % 6]));
new Globe(stage, { animateIn: false })
  .width(size)
  .height(size)
  .backgroundColor("rgba(0,0,0,0)")
  .showAtmosphere(false)
  .showGraticules(true)
  .polygonsData(features)
  .polygonCapColor((one) => one.colour)
  .polygonSideColor(() => "rgba(0,0,0,0)")
  .polygonStrokeColor(() => "#98a3a7")
  .polygonAltitude(0.005)
  .onGlobeReady(() => (window.land_drawn ||= performance.now()));
