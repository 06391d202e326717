"""`parallax models`: which languages can be read in English here, how to get more, and the larger model for tone."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from parallax.cli.output import AsJson, out, print_json, print_table, progress
from parallax.errors import InputError, ParallaxError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parallax.tone.larger import LargerModel, Standing
    from parallax.transfer import Files
    from parallax.translate.catalogue import InstalledModel
    from parallax.translate.models import ModelStore

app = typer.Typer(help="List, install, verify and remove models.", no_args_is_help=True)

Names = Annotated[list[str], typer.Argument(help="Language tags: de fr uk; or `tone`.")]


@dataclass(frozen=True, slots=True)
class Stores:
    """Models of translation, the larger model for tone, and where that comes from."""

    models: ModelStore
    tone: LargerModel
    tone_files: Callable[[], Files]


@contextmanager
def stores() -> Iterator[Stores]:
    from parallax.config import load
    from parallax.pipeline.workshop import workshop

    with workshop(load()) as shop:
        door = shop.door()
        yield Stores(shop.models(door), shop.larger_tone(), lambda: shop.tone_files(door))


@app.command("list", short_help="List models: of languages into English, and for tone.")
def list_(
    here: Annotated[bool, typer.Option("--here", help="Only what is installed; asks nobody.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the languages that can be put into English: installed, and to be had; and the larger model for tone."""
    with stores() as shop:
        try:
            offers = [] if here else list(shop.models.offers())
        except ParallaxError as error:
            offers = []
            typer.echo(f"Only what is installed can be listed: {error}", err=True)
        installed = shop.models.installed()
    tone = shop.tone.standing
    if as_json:
        print_json({"installed": installed, "offers": offers, "tone": tone})
        return
    if not offers:
        rows = [
            (
                m.name,
                f"{m.version} {m.architecture}",
                _megabytes(sum(f.size for f in m.files)),
                _origin(m.bundled),
            )
            for m in installed
        ]
        if tone.installed:
            version = f"{tone.version} {tone.architecture}"
            rows.append((tone.name, version, _megabytes(tone.size), _origin(False)))
        print_table("", ("model", "version", "size", "from"), rows)
        return
    languages = [
        (
            offer.language,
            offer.name,
            _state(bool(offer.installed), offer.outdated),
            _megabytes(offer.download_size) if offer.available else "",
            offer.through,
        )
        for offer in offers
    ]
    larger = (
        tone.name,
        "larger model for tone",
        _state(tone.installed, False),
        _megabytes(tone.download_size),
        "",
    )
    print_table("", ("language", "", "here", "download", "through"), [*languages, larger])


@app.command()
def install(
    languages: Names,
    again: Annotated[bool, typer.Option("--again", help="Fetch even what is here.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch models; what was broken off goes on where it stopped."""
    done: list[InstalledModel | Standing] = []
    with stores() as shop, progress() as bar:
        for language in languages:
            task = bar.add_task(language, total=None, rate="")

            def moved(what: str, ready: int, total: int, task: object = task) -> None:
                bar.update(task, description=what, completed=ready, total=total, rate="bytes")  # type: ignore[arg-type]

            if language == shop.tone.name:
                shop.tone.install(shop.tone_files(), moved, again=again)
                done.append(shop.tone.standing)
            else:
                done += shop.models.install(language, moved, again=again)
    if as_json:
        print_json(done)
    else:
        for model in done:
            out().print(f"{model.name} {model.version} ({model.architecture}) is ready.", markup=False)


@app.command(short_help="Compare every model file with its SHA-256.")
def verify(
    language: Annotated[str, typer.Argument(help="Only this language's models, or `tone`.")] = "",
    as_json: AsJson = False,
) -> None:
    """Read every model file and compare its SHA-256 with the one it had when it came."""
    with stores() as shop:
        verdicts = () if language == shop.tone.name else shop.models.verify(language or None)
        if language in {"", shop.tone.name} and shop.tone.installed:
            verdicts = (*verdicts, shop.tone.verify())
    if language and not verdicts:
        raise InputError(
            f"No model for “{language}” is installed.", hint="`parallax models list` shows what is."
        )
    if as_json:
        print_json(verdicts)
    else:
        print_table("", ("model", "state"), ((v.name, v.detail or "intact") for v in verdicts))
    if not all(verdict.ok for verdict in verdicts):
        sys.stderr.write("`parallax models install --again NAME` replaces a damaged model.\n")
        raise typer.Exit(1)


@app.command()
def remove(languages: Names, as_json: AsJson = False) -> None:
    """Delete models. Articles already in English stay so."""
    gone: list[InstalledModel | Standing] = []
    with stores() as shop:
        for language in languages:
            if language == shop.tone.name:
                gone.append(shop.tone.remove())
            else:
                gone += shop.models.remove(language)
    if as_json:
        print_json(gone)
    else:
        for model in gone:
            out().print(f"Removed {model.name}.", markup=False)


def _state(installed: bool, outdated: bool) -> str:
    return ("older version" if outdated else "yes") if installed else ""


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"


def _origin(bundled: bool) -> str:
    return "comes with Parallax" if bundled else "installed"
