"""The judgement in plain words, with the counts it rests on."""

from __future__ import annotations

from typing import Literal

from parallax.countries import country as named
from parallax.overlooked.comparable import Habit
from parallax.overlooked.counting import Count
from parallax.overlooked.settings import Rules
from parallax.plurals import plural

Verdict = Literal["overlooked", "covered", "can't tell"]


def why(code: str, one: Count, usual: Habit, verdict: Verdict, q_value: float | None, reason: str) -> str:
    """The counts first, then what comparable stories got, then what was concluded."""
    parts = [_told(code, one), _elsewhere(one)]
    if usual.stories:
        parts.append(_habit(usual))
    if verdict == "overlooked" and q_value is not None:
        parts.append(
            f"Of stories called overlooked on such grounds, an estimated {_percent(q_value)} are told by "
            "outlets of this press after all."
        )
    if reason:
        parts.append(f"Can’t tell: {reason}.")
    return " ".join(parts)


def only(code: str, at_home: Count, elsewhere: int, countries: int, usual: Habit, q_value: float) -> str:
    """Why a story counts as told by one country only."""
    return (
        f"{_told(code, at_home)} None of the {plural(elsewhere, 'outlet')} read in "
        f"{plural(countries, 'other country', 'other countries')} did, though they told {usual.told} of the "
        f"{plural(usual.stories, 'other story', 'other stories')} told by this press. Of stories called told "
        f"here only on such grounds, an estimated {_percent(q_value)} are told elsewhere after all."
    )


def too_few_read(one: Count, rules: Rules) -> str:
    return f"{plural(one.n, 'outlet')} read, and it takes at least {rules.least_read}"


def too_few_elsewhere(one: Count, rules: Rules) -> str:
    return (
        f"told by {plural(one.elsewhere, 'independent outlet')} in "
        f"{plural(one.elsewhere_countries, 'country', 'countries')} elsewhere, and it takes at least "
        f"{plural(rules.least_elsewhere, 'outlet')} in {plural(rules.least_elsewhere_countries, 'country', 'countries')}"
    )


def too_few_comparable(usual: Habit, rules: Rules) -> str:
    return (
        f"this press told {usual.told} of the other stories looked at, and it takes at least "
        f"{rules.least_comparable} to know its habits"
    )


def unsettled(one: Count, usual: Habit, missed: float, rules: Rules) -> str:
    """Why a story that could have been judged was not."""
    if usual.expected * one.n < rules.least_expected:
        return "this press seldom tells such stories, so its silence says little"
    if missed > rules.false_discoveries:
        return f"in {_percent(missed)} of cases we would fail to recognise its reports in these languages"
    return "so few tellers can be chance"


def _read_told(k: int, n: int) -> str:
    """ "3 of 8 outlets that were read told it"."""
    return f"{k} of {plural(n, 'outlet')} that {'was' if n == 1 else 'were'} read told it"


def _told(code: str, one: Count) -> str:
    if not one.n and one.listed:
        return f"{named(code).name}: none of the {plural(one.listed, 'outlet')} on the list could be read in that time."
    text = f"{named(code).name}: {_read_told(len(one.told), one.n)}"
    repeats = len(one.told) - one.voices
    if repeats:
        text += f", {plural(one.voices, 'independent text')} when copies of one text count once"
    if one.listed > one.n:
        text += f" ({one.listed - one.n} more on the list could not be read in that time)"
    return text + "."


def _elsewhere(one: Count) -> str:
    return (
        f"Elsewhere {plural(one.elsewhere, 'independent outlet')} in "
        f"{plural(one.elsewhere_countries, 'country', 'countries')} told it."
    )


def _habit(usual: Habit) -> str:
    return (
        f"Of {plural(usual.stories, 'other story', 'other stories')} told in several countries, this press told "
        f"{usual.told}. A story of this place, topic and size would be told by an estimated "
        f"{_percent(usual.expected)} of its outlets."
    )


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 else "less than 1%"
