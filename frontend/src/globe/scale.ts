/** Counts into at most five steps of shade, with round bounds that a legend can print. */

export interface Step {
  /** Smallest and largest count of the step, both included. */
  readonly from: number;
  readonly to: number;
  /** How many places fall into it. */
  readonly places: number;
}

export const MOST_STEPS = 5;
const ROUND = [1, 2, 5];

/**
 * Steps of growing width from 1 to the largest count (news is spread like that: a few countries
 * publish most). Empty when nothing was counted.
 */
export function stepsFor(counts: readonly number[]): Step[] {
  const largest = Math.max(0, ...counts);
  if (largest < 1) return [];
  const bounds = [1];
  for (let power = 1; power <= largest; power *= 10) {
    for (const digit of ROUND) if (digit * power > 1 && digit * power <= largest) bounds.push(digit * power);
  }
  const kept = thinned(bounds);
  return kept.map((from, index) => {
    const to = (kept[index + 1] ?? largest + 1) - 1;
    return { from, to, places: counts.filter((count) => count >= from && count <= to).length };
  });
}

/** Bounds at even ranks, the first always among them. */
function thinned(bounds: readonly number[]): number[] {
  const count = Math.min(MOST_STEPS, bounds.length);
  return Array.from({ length: count }, (_, i) => bounds[Math.floor((i * bounds.length) / count)]!);
}

/** The index of the step a count falls into, or -1 for none (zero). */
export function stepOf(steps: readonly Step[], count: number): number {
  return steps.findIndex(({ from, to }) => count >= from && count <= to);
}
