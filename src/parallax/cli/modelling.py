"""`parallax models`: which languages can be read in English here, and how to get more."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from parallax.cli.output import AsJson, out, print_json, print_table, progress
from parallax.errors import InputError, ParallaxError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parallax.translate.catalogue import InstalledModel
    from parallax.translate.models import ModelStore

app = typer.Typer(help="List, install, verify and remove translation models.", no_args_is_help=True)

Languages = Annotated[list[str], typer.Argument(help="Language tags: de fr uk.")]


@contextmanager
def store() -> Iterator[ModelStore]:
    from parallax.config import load
    from parallax.pipeline.workshop import workshop

    with workshop(load()) as shop:
        yield shop.models(shop.door())


@app.command("list", short_help="List the languages that can be put into English.")
def list_(
    here: Annotated[bool, typer.Option("--here", help="Only what is installed; asks nobody.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the languages that can be put into English: installed, and to be had."""
    with store() as models:
        try:
            offers = [] if here else list(models.offers())
        except ParallaxError as error:
            offers = []
            typer.echo(f"Only what is installed can be listed: {error}", err=True)
        installed = models.installed()
    if as_json:
        print_json({"installed": installed, "offers": offers})
        return
    if not offers:
        print_table(
            "",
            ("model", "version", "size", "from"),
            (
                (
                    m.name,
                    f"{m.version} {m.architecture}",
                    _megabytes(sum(f.size for f in m.files)),
                    _origin(m.bundled),
                )
                for m in installed
            ),
        )
        return
    print_table(
        "",
        ("language", "", "here", "download", "through"),
        (
            (
                offer.language,
                offer.name,
                _state(bool(offer.installed), offer.outdated),
                _megabytes(offer.download_size) if offer.available else "",
                offer.through,
            )
            for offer in offers
        ),
    )


@app.command()
def install(
    languages: Languages,
    again: Annotated[bool, typer.Option("--again", help="Fetch even what is here.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch models; what was broken off goes on where it stopped."""
    done: list[InstalledModel] = []
    with store() as models, progress() as bar:
        for language in languages:
            task = bar.add_task(language, total=None, rate="")

            def moved(what: str, ready: int, total: int, task: object = task) -> None:
                bar.update(task, description=what, completed=ready, total=total, rate="bytes")  # type: ignore[arg-type]

            done += models.install(language, moved, again=again)
    if as_json:
        print_json(done)
    else:
        for model in done:
            out().print(f"{model.name} {model.version} ({model.architecture}) is ready.", markup=False)


@app.command(short_help="Compare every model file with its SHA-256.")
def verify(
    language: Annotated[str, typer.Argument(help="Only this language's models.")] = "",
    as_json: AsJson = False,
) -> None:
    """Read every model file and compare its SHA-256 with the one it had when it came."""
    with store() as models:
        verdicts = models.verify(language or None)
    if language and not verdicts:
        raise InputError(
            f"No model for “{language}” is installed.", hint="`parallax models list` shows what is."
        )
    if as_json:
        print_json(verdicts)
    else:
        print_table("", ("model", "state"), ((v.name, v.detail or "intact") for v in verdicts))
    if not all(verdict.ok for verdict in verdicts):
        sys.stderr.write("`parallax models install --again LANGUAGE` replaces a damaged model.\n")
        raise typer.Exit(1)


@app.command()
def remove(languages: Languages, as_json: AsJson = False) -> None:
    """Delete models. Articles already in English stay so."""
    gone: list[InstalledModel] = []
    with store() as models:
        for language in languages:
            gone += models.remove(language)
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
