"""Which sentences of a story's reports are worth a second look: tone towards a person, and loaded words."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from parallax.errors import ModelError
from parallax.store.views import Telling
from parallax.takes import Report
from parallax.telling import Tone
from parallax.tone import VERSION, Person, Reader, packaged_model

log = logging.getLogger(__name__)


class Toner:
    """Reads each report once; its model (some 200 MB) is loaded with the first one. Without it there is no tone."""

    def __init__(self) -> None:
        self._reader: Reader | None = None
        self._failed = False

    def read(self, reports: Sequence[Report], before: Telling) -> tuple[tuple[Tone, ...], tuple[str, ...]]:
        """The sentences found, with what was ``before``; and which reports they were looked for in.

        A copy repeats its source's words, so it is left out.
        """
        known = set(before.toned)
        here = {report.article_id for report in reports}
        people = _people(reports)
        tones = [tone for tone in before.tones if tone.article_id in here]
        done = [mark for mark in before.toned if mark.partition("@")[0] in here]
        for report in reports:
            mark = f"{report.article_id}@{VERSION}"
            reader = self._loaded() if people and not report.copy_of and mark not in known else None
            if reader is not None:
                tones = [tone for tone in tones if tone.article_id != report.article_id]
                tones += _tones(reader, report, people)
                done.append(mark)
        return tuple(tones), tuple(done)

    def _loaded(self) -> Reader | None:
        if self._reader is None and not self._failed:
            try:
                model = packaged_model()
            except ModelError as error:
                log.warning("no tone: %s", error)
                self._failed = True
            else:
                self._reader = Reader(model, model.head.sure)
        return self._reader


def _people(reports: Sequence[Report]) -> list[Person]:
    """Everybody whom any of the reports quotes by name."""
    found: dict[str, Person] = {}
    for report in reports:
        for quote in report.quotes:
            who = quote.speaker
            if who and who.name and not who.unnamed and who.name.isascii():
                found.setdefault(who.key, Person(who.key, who.name))
    return list(found.values())


def _tones(reader: Reader, report: Report, people: Sequence[Person]) -> list[Tone]:
    return [
        Tone(
            article_id=report.article_id,
            block=report.lines[found.line].block,
            text=report.lines[found.line].english,
            person=found.person.name,
            tone=found.tone,
            chance=round(found.chance, 2),
            loaded=tuple((word.text, word.plainer) for word in found.loaded),
            version=VERSION,
        )
        for found in reader.read([line.english for line in report.lines], people)
    ]
