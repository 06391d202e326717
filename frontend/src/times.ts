/** Adds the reader's own clock to times that are shown on the clock of where they come from. */

import { inTurns } from "./globe/turns";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short" });
const hours = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", weekday: "short" });

/** "20 minutes ago", "4 hours ago"; undefined past a day, when the date itself says more. */
export function sinceThen(then: number, now: number): string | undefined {
  const age = now - then;
  if (age < 0 || age >= DAY) return undefined;
  return age < HOUR
    ? relative.format(-Math.round(age / MINUTE), "minute")
    : relative.format(-Math.round(age / HOUR), "hour");
}

/** "19:05" today, "Tue 19:05" within the week; undefined past it, when the day says enough. */
function ownClock(at: Date, now: Date): string | undefined {
  if (Math.abs(now.getTime() - at.getTime()) >= 7 * DAY) return undefined;
  return (at.toDateString() === now.toDateString() ? hours : clock).format(at);
}

/** "17:40" where the place's own clock has said "Fri" already, else "Sat 01:40" as it is. */
function sameDay(there: string, here: string): string {
  const day = here.slice(0, here.indexOf(" ") + 1);
  return there.startsWith(day) ? here.slice(day.length) : here;
}

function addOwn(time: HTMLTimeElement): void {
  const at = new Date(time.dateTime);
  if (Number.isNaN(at.getTime())) return;
  const own = document.createElement("span");
  if (time.dataset["reader"] === "long") {
    own.textContent = ` (${clock.format(at)} where you are)`;
    time.after(own);
    return;
  }
  const age = sinceThen(at.getTime(), Date.now());
  time.title = `${time.title ? `${time.title}\n` : ""}${full.format(at)}, where you are${age ? `\n${age}` : ""}`;
  const here = ownClock(at, new Date());
  // The same clock twice says nothing.
  if (!here || time.textContent === here) return;
  own.className = "yours";
  own.textContent = ` (${sameDay(time.textContent, here)} yours)`;
  // One unit, so that no line breaks between the two clocks.
  const clocks = document.createElement("span");
  clocks.className = "clocks";
  time.replaceWith(clocks);
  clocks.append(time, own);
}

/** One after the other, yielding: a page may hold a hundred times. */
function* addAll(): Generator<void, void> {
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-reader]")) {
    addOwn(time);
    yield;
  }
}

await inTurns(addAll());
