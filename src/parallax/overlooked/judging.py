"""Whether a press overlooks a story, and which stories only one country's press tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parallax.countries import country as named
from parallax.errors import InputError
from parallax.overlooked import wording
from parallax.overlooked.chances import corrected, wilson
from parallax.overlooked.comparable import Habit, Habits
from parallax.overlooked.counting import Count, Inside, count
from parallax.overlooked.missing import Traces, missed, traced_by_place
from parallax.overlooked.recall import measured
from parallax.overlooked.records import ListedOutlet, Matching, StoryTold
from parallax.overlooked.settings import RULES, Rules
from parallax.telling import Coverage, OnlyTold


@dataclass(frozen=True, slots=True)
class _Look:
    """One story looked at: its counts, what was expected, and the chance that it is covered after all."""

    count: Count
    habit: Habit
    missed: float  # chance that it was told, reports were not matched, and we see what we see
    untraced: float  # what that would be, if no report of this press resembled the story
    p_value: float


def coverages(
    country: str,
    stories: Sequence[StoryTold],
    outlets: Sequence[ListedOutlet],
    *,
    matching: Matching | None = None,
    traces: Traces = traced_by_place,
    rules: Rules = RULES,
) -> tuple[Coverage, ...]:
    """How ``country``'s press covers each story that others tell, in the order given.

    ``outlets`` are all that are listed, with the times they were read; ``stories`` all of the
    window, because comparable stories and the correction come from them. ``matching`` is what the
    grouping was measured to lose, unless given. Raises
    :class:`parallax.errors.InputError` for a code that is no country.
    """
    code = named(country).code

    def inside(place: str) -> bool:
        return place == code

    looks = _looks(inside, stories, outlets, matching or measured(), traces, rules)
    fit = [look for look in looks if _testable(look, rules)]
    q_values = dict(zip((id(look) for look in fit), corrected([look.p_value for look in fit]), strict=True))
    return tuple(_coverage(code, look, q_values.get(id(look)), rules) for look in looks)


def coverage(
    story_id: str,
    country: str,
    stories: Sequence[StoryTold],
    outlets: Sequence[ListedOutlet],
    *,
    matching: Matching | None = None,
    traces: Traces = traced_by_place,
    rules: Rules = RULES,
) -> Coverage:
    """One story of :func:`coverages`. Raises :class:`InputError` where nobody outside tells it."""
    for found in coverages(country, stories, outlets, matching=matching, traces=traces, rules=rules):
        if found.story_id == story_id:
            return found
    raise InputError(
        f"no story {story_id!r} is told outside {country}",
        hint="Only what others tell can be overlooked; only_told_by() has the reverse.",
    )


def overlooked_by(
    country: str,
    stories: Sequence[StoryTold],
    outlets: Sequence[ListedOutlet],
    *,
    matching: Matching | None = None,
    traces: Traces = traced_by_place,
    rules: Rules = RULES,
) -> tuple[Coverage, ...]:
    """The stories ``country``'s press overlooks: first where most outlets would have been expected.

    Between equal expectations, those told by more outlets elsewhere come first.
    """
    found = coverages(country, stories, outlets, matching=matching, traces=traces, rules=rules)
    return tuple(
        sorted(
            (one for one in found if one.verdict == "overlooked"),
            key=lambda one: (-(one.expected * one.n - one.k), -one.elsewhere, one.story_id),
        )
    )


def only_told_by(
    country: str,
    stories: Sequence[StoryTold],
    outlets: Sequence[ListedOutlet],
    *,
    matching: Matching | None = None,
    traces: Traces = traced_by_place,
    rules: Rules = RULES,
) -> tuple[OnlyTold, ...]:
    """The stories that only ``country``'s press tells: those the rest of the world overlooks.

    The same judgement with the sides changed: all other outlets are one press, and its comparable
    stories are those ``country`` tells. Most voices first.
    """
    code = named(country).code

    def abroad(place: str) -> bool:
        return place != code

    # One country is all there is on the other side.
    turned = replace(rules, least_elsewhere=rules.least_alone, least_elsewhere_countries=1)
    looks = [
        look
        for look in _looks(abroad, stories, outlets, matching or measured(), traces, turned)
        if _testable(look, turned)
    ]
    q_values = corrected([look.p_value for look in looks])
    home = {outlet.outlet_id: outlet.country for outlet in outlets}
    found = []
    for look, q_value in zip(looks, q_values, strict=True):
        if look.count.told or q_value > rules.false_discoveries:
            continue
        at_home = count(look.count.story, lambda place: place == code, outlets, rules)
        found.append(_only(code, look, at_home, home, q_value))
    return tuple(sorted(found, key=lambda one: (-one.k, one.story_id)))


def _looks(
    inside: Inside,
    stories: Sequence[StoryTold],
    outlets: Sequence[ListedOutlet],
    matching: Matching,
    traces: Traces,
    rules: Rules,
) -> list[_Look]:
    press = [outlet for outlet in outlets if inside(outlet.country)]
    everything = [count(story, inside, press, rules) for story in stories]
    elsewhere = [one for one in everything if one.elsewhere]
    own = [one for one in everything if one.told]
    # One newsroom's own piece is comparable with nothing that could be overlooked.
    known = [one for one in elsewhere if _widely_told(one, rules)]
    habits = Habits(known, inside)
    return [_look(one, habits.of(one), own, matching, traces, rules) for one in elsewhere]


def _look(
    one: Count, usual: Habit, own: Sequence[Count], matching: Matching, traces: Traces, rules: Rules
) -> _Look:
    untraced = missed(one, matching, traced=False)
    p_value = _p_value(one, usual, untraced)
    # The second look is costly, and left out where it could not lead to a declaration.
    if p_value > rules.most_missed or not _widely_told(one, rules) or traces(one, own):
        traced = missed(one, matching, traced=True)
        return _Look(one, usual, traced, untraced, _p_value(one, usual, traced))
    return _Look(one, usual, untraced, untraced, p_value)


def _p_value(one: Count, usual: Habit, lost: float) -> float:
    """The chance of so few tellers if the press in truth tells the story as it tells such stories.

    The larger of two ways for the grouping to fail: all reports at once (they form a story of
    their own), or each by itself. Tellers include repeats of one text: their readers know.
    """
    if lost >= 1:
        return 1.0
    k, n = len(one.told), one.n
    at_once = lost + (1 - lost) * usual.chance_if_told(k, n, one.listed)
    one_by_one = usual.chance_if_told(k, n, one.listed, recall=1 - lost)
    return min(1.0, max(at_once, one_by_one))


def _unfit(look: _Look, rules: Rules) -> str:
    """Why nothing can be told whatever the counts say; empty if something can."""
    one, usual = look.count, look.habit
    if one.n < rules.least_read:
        return wording.too_few_read(one, rules)
    if not _widely_told(one, rules):
        return wording.too_few_elsewhere(one, rules)
    # Itself counts here: else a press would know its habits for silence and not for telling.
    if usual.told + bool(one.told) < rules.least_comparable:
        return wording.too_few_comparable(usual, rules)
    return ""


def _coverage(code: str, look: _Look, q_value: float | None, rules: Rules) -> Coverage:
    one, usual = look.count, look.habit
    unfit = _unfit(look, rules)
    told = len(one.told)
    usually_told = told >= rules.covered_share * usual.expected * one.n
    verdict: wording.Verdict = "can't tell"
    if unfit:
        reason = unfit
    elif q_value is not None and q_value <= rules.false_discoveries and not usually_told:
        verdict, reason = "overlooked", ""
    elif told and usually_told:
        verdict, reason = "covered", ""
    else:
        reason = wording.unsettled(one, usual, look.missed, rules)
    low, high = wilson(one.voices, one.n)
    return Coverage(
        story_id=one.story.story_id,
        country=code,
        k=one.voices,
        n=one.n,
        expected=usual.expected,
        low=low,
        # What was told and not matched may hide above what was seen.
        high=min(1.0, high / (1 - look.missed)) if look.missed < 1 else 1.0,
        verdict=verdict,
        why=wording.why(code, one, usual, verdict, q_value, reason),
        p_value=look.p_value,
        q_value=q_value,
        elsewhere=one.elsewhere,
        elsewhere_countries=one.elsewhere_countries,
        read=one.read,
        told=one.told,
        comparable=usual.comparable,
    )


def _widely_told(one: Count, rules: Rules) -> bool:
    return (
        one.elsewhere >= rules.least_elsewhere and one.elsewhere_countries >= rules.least_elsewhere_countries
    )


def _testable(look: _Look, rules: Rules) -> bool:
    """Whether silence would say anything, whatever the count turns out to be.

    Decided before looking at the count, so that the correction is over just the stories that could
    be declared.
    """
    return (
        not _unfit(look, rules)
        and look.habit.expected * look.count.n >= rules.least_expected
        and look.untraced <= rules.most_missed
    )


def _only(code: str, look: _Look, at_home: Count, home: dict[str, str], q_value: float) -> OnlyTold:
    countries = len({home[outlet_id] for outlet_id in look.count.read})
    return OnlyTold(
        story_id=look.count.story.story_id,
        country=code,
        k=at_home.voices,
        n=at_home.n,
        elsewhere=look.count.n,
        elsewhere_countries=countries,
        expected=look.habit.expected,
        p_value=look.p_value,
        q_value=q_value,
        why=wording.only(code, at_home, look.count.n, countries, look.habit, q_value),
        told=at_home.told,
    )
