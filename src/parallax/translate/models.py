"""The model store: what is here, what could be, and the way from one to the other."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from parallax.errors import InputError, ModelCorrupt, ModelError
from parallax.transfer import Progress, Verdict, fault_of, nothing
from parallax.translate.bundled import bundled_models
from parallax.translate.catalogue import (
    InstalledModel,
    RemoteModel,
    Variant,
    choose,
    legs_between,
    parse_catalogue,
    version_key,
)
from parallax.translate.install import install_model
from parallax.translate.languages import english_name, fallbacks
from parallax.translate.manifest import MANIFEST, read_manifest
from parallax.translate.sources import Source

TARGET = "en"


@dataclass(frozen=True, slots=True)
class Offer:
    """A language that can be put into English: what is here for it and what the source has.

    ``through`` is the language between, if there is no direct model.
    """

    language: str
    name: str
    installed: tuple[InstalledModel, ...]
    available: tuple[RemoteModel, ...]
    through: str = ""

    @property
    def outdated(self) -> bool:
        """Whether the source has a newer version of what is here."""
        here = {(model.source, model.target): model for model in self.installed}
        return any(
            (offer.source, offer.target) in here
            and version_key(offer.version) > version_key(here[offer.source, offer.target].version)
            for offer in self.available
        )

    @property
    def download_size(self) -> int:
        return sum(model.download_size for model in self.available)


class ModelStore:
    """Models in a folder, besides the bundled one.

    ``source`` is asked for only by :meth:`offers` and :meth:`install`, so that everything
    else works without a network.
    """

    def __init__(
        self,
        folder: Path,
        source: Callable[[], Source] | None = None,
        *,
        variant: Variant = "best",
        bundled: Iterable[InstalledModel] | None = None,
    ) -> None:
        self._folder = folder
        self._source = source
        self._variant: Variant = variant
        self._bundled = tuple(bundled_models() if bundled is None else bundled)
        self._seen: tuple[object, tuple[InstalledModel, ...]] = ((), self._bundled)

    def installed(self) -> tuple[InstalledModel, ...]:
        """Every usable model here, one a direction; one with a broken list of files is left out."""
        state = self._state()
        if state != self._seen[0]:
            best: dict[str, InstalledModel] = {}
            for model in (*self._bundled, *self._readable()):
                other = best.get(model.name)
                if other is None or version_key(model.version) >= version_key(other.version):
                    best[model.name] = model
            self._seen = (state, tuple(best[name] for name in sorted(best)))
        return self._seen[1]

    def route(self, language: str) -> tuple[InstalledModel, ...]:
        """The models from a language into English, in order; none if there is no way."""
        here = {(model.source, model.target): model for model in self.installed()}
        return tuple(here[leg] for leg in legs_between(here, fallbacks(language), TARGET))

    def offers(self) -> tuple[Offer, ...]:
        """Every language with a way into English, here or at the source. Asks the source."""
        remote = self._remote()
        pairs = {(model.source, model.target) for model in remote}
        pairs |= {(model.source, model.target) for model in self.installed()}
        languages = sorted({source for source, _ in pairs if source != TARGET})
        found = (self._offer(language, remote, pairs) for language in languages)
        return tuple(offer for offer in found if offer is not None)

    def install(
        self, language: str, progress: Progress = nothing, *, again: bool = False
    ) -> tuple[InstalledModel, ...]:
        """Fetch what puts this language into English; models here and up to date are kept.

        ``again`` fetches even those. Raises :class:`ModelError` when there is no way, and
        :class:`ModelCorrupt` when a file is not what its record says.
        """
        remote = self._remote()
        here = {(model.source, model.target): model for model in self.installed()}
        pairs = {(model.source, model.target) for model in remote} | set(here)
        legs = legs_between(pairs, fallbacks(language), TARGET)
        if not legs:
            raise ModelError(
                f"No model is known that translates {english_name(language)} into English",
                hint="`parallax models list` shows the languages that have one.",
            )
        for source, target in legs:
            model = choose(remote, source, target, self._variant)
            known = here.get((source, target))
            if model is None or (known and not again and not _better(model, known)):
                continue
            assert self._source is not None
            install_model(self._source(), model, self._folder, progress)
        return self.route(language)

    def verify(self, language: str | None = None) -> tuple[Verdict, ...]:
        """Every file read and its SHA-256 compared; ``language`` limits it to that language's models."""
        wanted = None if language is None else {model.folder for model in self._of(language)}
        folders = [*self._folders(), *(model.folder for model in self._bundled)]
        return tuple(self._verdict(folder) for folder in folders if wanted is None or folder in wanted)

    def remove(self, language: str) -> tuple[InstalledModel, ...]:
        """Delete the models of a language, broken ones too. Raises :class:`InputError` if there is none."""
        models = [model for model in self._of(language) if not model.bundled]
        if not models:
            bundled = any(model.source in fallbacks(language) for model in self._bundled)
            raise InputError(
                f"The model for {english_name(language)} comes with Parallax and stays"
                if bundled
                else f"No model for {english_name(language)} is installed",
                hint="`parallax models list` shows what is installed.",
            )
        for model in models:
            shutil.rmtree(model.folder)
        return tuple(models)

    def _of(self, language: str) -> list[InstalledModel]:
        """The models that read this language, whether or not their lists of files can be read."""
        found = [model for model in self._bundled if model.source in fallbacks(language)]
        for folder in self._folders():
            source, _, target = folder.name.rpartition("-")
            if source in fallbacks(language):
                try:
                    found.append(read_manifest(folder))
                except ModelCorrupt:
                    found.append(InstalledModel(source, target, "", "", folder, ()))
        return found

    def _offer(
        self, language: str, remote: tuple[RemoteModel, ...], pairs: set[tuple[str, str]]
    ) -> Offer | None:
        legs = legs_between(pairs, (language,), TARGET)
        if not legs:
            return None
        here = {(model.source, model.target): model for model in self.installed()}
        chosen = (choose(remote, source, target, self._variant) for source, target in legs)
        return Offer(
            language=language,
            name=english_name(language),
            installed=tuple(here[leg] for leg in legs if leg in here),
            available=tuple(model for model in chosen if model is not None),
            through=legs[0][1] if len(legs) > 1 else "",
        )

    def _remote(self) -> tuple[RemoteModel, ...]:
        if self._source is None:
            raise ModelError("This model store has no source", hint="Set models_from.")
        return parse_catalogue(self._source().records())

    def _folders(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        # A model's folder names both its languages; others are not of translation.
        return sorted(
            path
            for path in self._folder.iterdir()
            if path.is_dir() and "-" in path.name and not path.name.startswith(".")
        )

    def _readable(self) -> Iterable[InstalledModel]:
        for folder in self._folders():
            try:
                yield read_manifest(folder)
            except ModelCorrupt:
                continue  # `verify` reports it

    def _state(self) -> tuple[tuple[str, int], ...]:
        """Changes when a model comes or goes, so that a running site notices."""
        return tuple(
            (folder.name, manifest.stat().st_mtime_ns)
            for folder in self._folders()
            if (manifest := folder / MANIFEST).is_file()
        )

    def _verdict(self, folder: Path) -> Verdict:
        model = next((model for model in self._bundled if model.folder == folder), None)
        try:
            model = model or read_manifest(folder)
            faults = (fault_of(folder / file.name, file.size, file.sha256) for file in model.files)
            return Verdict(model.name, folder, next(filter(None, faults), ""))
        except ModelCorrupt as error:
            return Verdict(folder.name, folder, str(error))


def _better(offer: RemoteModel, here: InstalledModel) -> bool:
    """Newer; or the same version in the size that is wanted, where another is here."""
    if version_key(offer.version) != version_key(here.version):
        return version_key(offer.version) > version_key(here.version)
    return offer.architecture != here.architecture
