"""Takes by what differs: reports that share facts or voices which at least three others lack."""

from __future__ import annotations

from collections.abc import Sequence

from parallax.takes.places import reports_from
from parallax.takes.records import VERSION, Report
from parallax.takes.traits import Trait, Traits
from parallax.telling import Take

# One shared extra fact is chance; two that exactly the same reports share, and nobody else, is a way of telling.
LEAST_TRAITS = 2
LEAST_VOICES = 2
LABEL_LENGTH = 60


def difference_takes(reports: Sequence[Report], traits: Traits) -> list[Take]:
    """Labels such as "Quoting Hélène Vauquelin", for two voices or more."""
    by_id = {report.article_id: report for report in reports}
    takes = []
    for bearers, found in sorted(traits.shared_only().items(), key=lambda item: sorted(item[0])):
        if len(found) < LEAST_TRAITS or traits.independent(bearers) < LEAST_VOICES:
            continue
        members = [by_id[article] for article in sorted(bearers)]
        takes.append(_take(members, sorted(found, key=_first_named)))
    return takes


def _first_named(trait: Trait) -> tuple[bool, float, str]:
    """Somebody quoted before a fact; of each kind what tells most; then by name, so that ties are stable."""
    return not trait.key.startswith("voice:"), -trait.tells, trait.key


def _take(members: list[Report], found: list[Trait]) -> Take:
    first = found[0]
    label = f"Quoting {first.words}" if first.key.startswith("voice:") else f"Also told: {_cut(first.words)}"
    return Take(
        id=f"difference:{'+'.join(report.article_id for report in members)}",
        label=label,
        kind="difference",
        summary=(
            f"{reports_from(members)} with {len(found)} things in common that at least three others lack"
        ),
        article_ids=tuple(report.article_id for report in members),
        evidence=tuple(dict.fromkeys(line for trait in found for line in trait.evidence)),
        rule="shared-by-these-only",
        version=VERSION,
    )


def _cut(text: str) -> str:
    """The beginning of a sentence, at a word's end."""
    if len(text) <= LABEL_LENGTH:
        return text.rstrip(".")
    return text[:LABEL_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + " …"
