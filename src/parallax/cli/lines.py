"""What the commands on stories print alike: takes, numbers that disagree, what a report leaves out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from parallax.telling import REASONS, balanced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from parallax.telling import NumberDispute, Omission, Reason, Take

MEASURE = 92
MOST_REASONS = 8  # of what speaks for and against two reports telling one event


def print_reasons(console: Console, reasons: Sequence[Reason]) -> None:
    for reason in reasons[:MOST_REASONS]:
        print_line(console, f"    {reason.weight:+.1f}  {REASONS[reason.kind]}: {reason.detail}", style="dim")


def print_labels(
    console: Console, found: Sequence[Take], names: dict[str, str], *, why: bool, story: str = ""
) -> None:
    """Its takes, then apart from them what all reports do alike."""
    apart, alike = ([take for take in found if take.shared is shared] for shared in (False, True))
    if apart:
        print_line(console, "\nAlternative takes", style="bold")
        _takes(console, apart, names, why=why, story=story)
    else:
        print_line(console, "\nNo distinct takes.", style="dim")
    if alike:
        print_line(console, "\nTold alike by all", style="bold")
        _takes(console, alike, names, why=why, story=story)


def _takes(console: Console, found: Sequence[Take], names: dict[str, str], *, why: bool, story: str) -> None:
    for take in found:
        tellers = ", ".join(dict.fromkeys(names.get(key, key) for key in take.article_ids))
        print_line(console, f"  {take.label} · {take.summary} ({tellers})")
        for evidence in take.evidence if why else ():
            print_line(
                console,
                f"    {names.get(evidence.article_id, evidence.article_id)}: {balanced(evidence.text)}",
                style="dim",
            )
        if why:
            print_line(console, f"    rule: {take.rule}, version {take.version}", style="dim")
        if why and story:
            print_line(
                console,
                f"    address: /story/{story}#{take.anchor}, as data: /api/v1/takes/{story}.{take.anchor}, "
                "to dispute it: /about#dispute",
                style="dim",
            )


def print_numbers(console: Console, found: Sequence[NumberDispute], names: dict[str, str]) -> None:
    if found:
        print_line(console, "\nNumbers that disagree", style="bold")
    for dispute in found:
        print_line(console, f"  {dispute.what}")
        for value, evidence in dispute.values:
            tellers = ", ".join(dict.fromkeys(names.get(one.article_id, one.article_id) for one in evidence))
            print_line(console, f"    {value}: {tellers}: {balanced(evidence[0].text)}", style="dim")


def print_omissions(console: Console, found: Sequence[Omission], names: dict[str, str]) -> None:
    for kind, heading in (("lacks", "What a report leaves out"), ("alone", "What one report alone carries")):
        own = [one for one in found if one.kind == kind]
        if own:
            print_line(console, f"\n{heading}", style="bold")
        for key, its in groupby(own, key=lambda one: one.article_id):
            print_line(console, f"  {names.get(key, key)}")
            for one in its:
                told = f" ({told_by(one, names)})" if one.others else ""
                print_line(console, f"    {balanced(one.text)}{told}")


def told_by(one: Omission, names: dict[str, str]) -> str:
    others = ", ".join(dict.fromkeys(names.get(other.article_id, "") for other in one.others))
    return f"told by {others}"


def print_line(console: Console, text: str, style: str = "") -> None:
    from rich.text import Text

    wide = min(MEASURE, console.width) if console.is_terminal else None
    console.print(Text(text, style=style), width=wide, soft_wrap=not console.is_terminal)
