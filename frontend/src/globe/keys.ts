/** The keyboard's way round the globe. */

export interface Keys {
  /** Turn by shares of what is in view: right and up positive. */
  turn(right: number, up: number): void;
  zoom(factor: number): void;
  open(): void;
  goHome(): void;
}

const STEP = 1;
const SMALL_STEP = 0.2;
const ZOOM = 1.5;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export function listenToKeys(canvas: HTMLElement, keys: Keys): void {
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (act(event, keys)) event.preventDefault();
  });
}

function act({ key, shiftKey }: KeyboardEvent, keys: Keys): boolean {
  const arrow = ARROWS[key];
  if (arrow) {
    const step = shiftKey ? SMALL_STEP : STEP;
    keys.turn(arrow[0] * step, arrow[1] * step);
  } else if (key === "+" || key === "=") keys.zoom(ZOOM);
  else if (key === "-" || key === "_") keys.zoom(1 / ZOOM);
  else if (key === "Enter") keys.open();
  else if (key === "Home" || key === "0") keys.goHome();
  else return false;
  return true;
}
