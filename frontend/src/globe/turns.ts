/** Long work in short tasks, so that a page which is just opening goes on answering. */

/** After this long the page has its turn, ms: still short of 50, a task one can feel, where processors are four times slower. */
const SLICE = 6;

/** Ends the task; goes on in one of its own. */
export function turn(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}

/** Does work that yields wherever it may be interrupted. */
export async function inTurns<T>(work: Generator<void, T>): Promise<T> {
  let began = performance.now();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    if (performance.now() - began < SLICE) continue;
    await turn();
    began = performance.now();
  }
}

/** Does the same at a stretch. */
export function atOnce<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
