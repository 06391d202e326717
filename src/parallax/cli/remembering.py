"""`parallax memory`: the translations kept, carried to and from other tools, and corrected by hand."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parallax.cli.output import AsJson, new_file, out, print_json
from parallax.errors import InputError
from parallax.plurals import plural

if TYPE_CHECKING:
    from parallax.model import Sentence
    from parallax.store.sqlite import SqliteStore

app = typer.Typer(help="Correct, import and export the translations kept.", no_args_is_help=True)

# Sentences written in one transaction: a file of a million units is interrupted without losing much.
BATCH = 1000


@app.command(short_help="Put your own English for a sentence in its place.")
def correct(
    language: Annotated[str, typer.Argument(help="The original's language: pt.")],
    original: Annotated[str, typer.Argument(help="The sentence as it was written, whole.")],
    english: Annotated[str, typer.Argument(help="Your English for it.")],
    as_json: AsJson = False,
) -> None:
    """Put your own English for a sentence above any machine's, wherever it stands."""
    from parallax.language import article_tag
    from parallax.model import Sentence
    from parallax.translate.memory import normal

    if not normal(original) or not normal(english):
        raise InputError("Both sentences must have words.")
    sentence = Sentence(normal(original), normal(english), engine="human")
    tag = article_tag(language)
    if not tag:
        raise InputError(f"“{language}” is no language's tag.", hint="Write one such as pt or zh-Hant.")
    store = _store()
    known = store.recall(tag, (sentence.original,))
    store.remember(tag, (sentence,))
    store.close()
    before = known[sentence.original].english if known else None
    if as_json:
        print_json({"language": tag, "sentence": sentence, "before": before})
    elif before is None:
        out().print("Kept. No article has had this sentence translated yet.", markup=False)
    else:
        out().print(f"Kept. It replaces: {before}", markup=False)


@app.command("import", short_help="Take translations from a TMX file.")
def import_(
    tmx: Annotated[Path, typer.Argument(help="A TMX file.")],
    as_json: AsJson = False,
) -> None:
    """Take translations from a TMX file; articles that have the sentences show them."""
    from parallax.language import article_tag
    from parallax.translate.tmx import import_tmx

    try:
        stream = tmx.open("rb")
    except OSError as error:
        raise InputError(f"{tmx} cannot be read: {error.strerror}.") from error
    store = _store()
    with stream:
        # Other tools say pt-BR where our articles say pt.
        found = ((article_tag(tag) or tag, sentence) for tag, sentence in import_tmx(stream))
        count = sum(_remember(store, batch) for batch in _batches(found))
    store.close()
    if as_json:
        print_json({"sentences": count})
    else:
        out().print(f"{plural(count, 'sentence')} taken in.", markup=False)


@app.command()
def export(
    target: Annotated[Path, typer.Argument(help="A new TMX file.")],
    language: Annotated[str, typer.Option(help="Only this language's sentences.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write the translation memory as TMX 1.4."""
    from parallax import __version__
    from parallax.translate.tmx import export_tmx

    store = _store()
    rows = ((stored.language, stored.sentence) for stored in store.sentences(language or None))
    try:
        with new_file(target) as file:
            file.writelines(export_tmx(rows, __version__))
    finally:
        store.close()
    if as_json:
        print_json({"file": target, "bytes": target.stat().st_size})
    else:
        out().print(f"Wrote {target}.", markup=False)


def _store() -> SqliteStore:
    from parallax.config import load
    from parallax.store.sqlite import SqliteStore

    return SqliteStore(load().store_path)


def _batches(rows: Iterable[tuple[str, Sentence]]) -> Iterable[list[tuple[str, Sentence]]]:
    source = iter(rows)
    return iter(lambda: list(islice(source, BATCH)), [])


def _remember(store: SqliteStore, batch: list[tuple[str, Sentence]]) -> int:
    with store.transaction():
        for language, rows in groupby(sorted(batch, key=lambda row: row[0]), key=lambda row: row[0]):
            store.remember(language, tuple(sentence for _, sentence in rows))
    return len(batch)
