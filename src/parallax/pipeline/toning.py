"""Which sentences of a story's reports are worth a second look: tone towards a person, and loaded words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from parallax.errors import ModelError
from parallax.store.views import Telling
from parallax.takes import Report
from parallax.telling import Tone
from parallax.tone import VERSION, LargerModel, Person, Reader, ToneModel, packaged_model
from parallax.tone.head import LARGER_VERSION

log = logging.getLogger(__name__)

# A model's version, what tells of it in the log, and what loads it.
Choice = tuple[str, str, Callable[[], ToneModel]]
PACKAGED: Choice = (VERSION, "the packaged model", packaged_model)


class Toner:
    """Reads each report once by the best model here: the larger one where it is installed, else the packaged.

    A model (some 200 or 400 MB) is loaded with the first report it has not read. One that cannot be used is warned
    of and passed over, and without any there is no tone.
    """

    def __init__(self, larger: LargerModel | None = None) -> None:
        self._larger = larger
        self._seen: int | None = None
        self._choices = [PACKAGED]
        self._reader: tuple[str, Reader] | None = None

    def read(self, reports: Sequence[Report], before: Telling) -> tuple[tuple[Tone, ...], tuple[str, ...]]:
        """The sentences found, with what was ``before``; and which reports they were looked for in.

        A copy repeats its source's words, so it is left out. What another model read is read again.
        """
        here = {report.article_id for report in reports}
        people = _people(reports)
        tones = [tone for tone in before.tones if tone.article_id in here]
        done = [mark for mark in before.toned if mark.partition("@")[0] in here]
        told = [report for report in reports if people and not report.copy_of]
        for report, version, reader in self._unread(told, set(done)):
            tones = [tone for tone in tones if tone.article_id != report.article_id]
            tones += _tones(reader, version, report, people)
            done = [mark for mark in done if mark.partition("@")[0] != report.article_id]
            done.append(_mark(report, version))
        return tuple(tones), tuple(done)

    def _unread(
        self, reports: Sequence[Report], known: AbstractSet[str]
    ) -> Iterator[tuple[Report, str, Reader]]:
        """Reports the best model has not read, with its version and itself."""
        self._notice()
        while self._choices:
            version = self._choices[0][0]
            unread = [report for report in reports if _mark(report, version) not in known]
            reader = self._loaded() if unread else None
            if reader is not None:
                yield from ((report, version, reader) for report in unread)
            if reader is not None or not unread:
                return

    def _notice(self) -> None:
        """The larger model comes, goes or is replaced while a site runs."""
        state = None if self._larger is None else self._larger.state()
        if state == self._seen:
            return
        self._seen, self._reader, self._choices = state, None, [PACKAGED]
        if state is not None and self._larger is not None:
            self._choices.insert(0, (LARGER_VERSION, "the larger model", self._larger.load))

    def _loaded(self) -> Reader | None:
        """The reader of the first choice; where it cannot be loaded, None, and the next choice is the first."""
        version, what, load = self._choices[0]
        if self._reader is not None and self._reader[0] == version:
            return self._reader[1]
        try:
            model = load()
        except ModelError as error:
            log.error("Tone is not read by %s: %s. %s", what, error, error.hint)  # noqa: TRY400 - no trace
            self._choices.pop(0)
            return None
        log.info("tone is read by %s (version %s)", what, version)
        self._reader = (version, Reader(model, model.head.sure))
        return self._reader[1]


def _mark(report: Report, version: str) -> str:
    return f"{report.article_id}@{version}"


def _people(reports: Sequence[Report]) -> list[Person]:
    """Everybody whom any of the reports quotes by name."""
    found: dict[str, Person] = {}
    for report in reports:
        for quote in report.quotes:
            who = quote.speaker
            if who and who.name and not who.unnamed and who.name.isascii():
                found.setdefault(who.key, Person(who.key, who.name))
    return list(found.values())


def _tones(reader: Reader, version: str, report: Report, people: Sequence[Person]) -> list[Tone]:
    return [
        Tone(
            article_id=report.article_id,
            block=report.lines[found.line].block,
            text=report.lines[found.line].english,
            person=found.person.name,
            tone=found.tone,
            chance=round(found.chance, 2),
            loaded=tuple((word.text, word.plainer) for word in found.loaded),
            version=version,
        )
        for found in reader.read([line.english for line in report.lines], people)
    ]
