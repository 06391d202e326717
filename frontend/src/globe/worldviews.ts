/** Whose borders are drawn: Natural Earth's own, or those one country shows. Kept in the browser. */

/** Who is shown as holding an area, and in which worldviews: {"IN": "RU IN NP"}. */
export type Claims = Readonly<Record<string, string>>;

export const WORLDVIEW_KEY = "parallax.worldview";

/** What is in no ISO list, by Natural Earth's letters, opens the place whose ISO entry covers the ground. */
const COVERED_BY: Readonly<Record<string, string>> = { CYN: "CY", SOL: "SO" };

/** The reader's choice; empty for Natural Earth's own view, also where the browser keeps nothing. */
export function chosenWorldview(): string {
  try {
    return localStorage.getItem(WORLDVIEW_KEY) ?? "";
  } catch {
    return "";
  }
}

/** Who holds an area in a worldview; `owner` where nobody disputes it or the view says nothing else. */
export function ownerIn(view: string, owner: string, claims: Claims | undefined): string {
  const claimed = view && Object.entries(claims ?? {}).find(([, views]) => views.split(" ").includes(view));
  return claimed ? claimed[0] : owner;
}

/** The worldviews that show either of two areas otherwise than Natural Earth's own, and that one. */
export function viewsOn(...claims: readonly (Claims | undefined)[]): string[] {
  return ["", ...new Set(claims.flatMap((one) => Object.values(one ?? {}).flatMap((views) => views.split(" "))))];
}

/** The place that opens from what somebody holds; empty where it is none of the registry's. */
export function opens(owner: string): string {
  return COVERED_BY[owner] ?? (owner.length === 2 ? owner : "");
}
