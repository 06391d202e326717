"""`parallax edition`: a whole day in one folder, archive or book."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parallax.cli.output import AsJson, err, out, print_json, progress
from parallax.cli.unfinished import unfinished
from parallax.errors import InputError
from parallax.plurals import plural

if TYPE_CHECKING:
    from rich.progress import Progress

    from parallax.pipeline.workshop import Workshop
    from parallax.web.edition.file import File
    from parallax.web.edition.pages import Pages, PictureOf

ARCHIVES = {".zip", ".epub"}
# As long as somebody waits who wants to leave with a day; what there was no time for is said.
PICTURE_SECONDS = 120.0
FILE_MODE = 0o100644 << 16  # a plain file all may read, as zip archives note it


def edition(
    target: Annotated[Path, typer.Option("--out", "-o", help="A folder, or a file ending in .zip or .epub.")],
    day: Annotated[
        str, typer.Option(help="Which day (UTC), as 2026-03-14; the newest if none is named.")
    ] = "",
    country: Annotated[str, typer.Option("--country", "-c", help="Only what is published there.")] = "",
    pictures: Annotated[bool, typer.Option(help="Take pictures along.")] = True,
    picture_seconds: Annotated[
        float, typer.Option(min=0, help="Longest to spend on fetching pictures that are not kept here.")
    ] = PICTURE_SECONDS,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write a whole day as one thing to carry away: a site without a server, or a book."""
    from parallax.cli.outlets import country_code
    from parallax.config import load
    from parallax.pipeline.workshop import workshop
    from parallax.web.edition.book import book
    from parallax.web.edition.contents import gather
    from parallax.web.edition.pages import Pages

    wanted = _day(day)
    _check(target, force=force)
    settings = load()
    with (
        workshop(settings) as shop,
        progress() as bars,
        unfinished(target, folder=target.suffix not in ARCHIVES) as part,
    ):
        reading = bars.add_task("Reading the day", total=None, rate="")
        contents = gather(
            shop.store,
            wanted,
            country_code(country),
            lambda done, of: bars.update(reading, completed=done, total=of),
        )
        bars.remove_task(reading)
        is_book = target.suffix == ".epub"
        wanted_pictures = pictures and settings.site.pictures
        brought = _kept(shop) if wanted_pictures else None
        pages = Pages(contents, shop.store, "book" if is_book else "site", brought)
        unasked = _gather(shop, pages, picture_seconds, bars) if wanted_pictures else 0
        writing = bars.add_task("Writing", total=pages.count, rate="")
        write = _into_archive if target.suffix in ARCHIVES else _into_folder
        shown = 0
        for file in write(book(pages) if is_book else pages.files(), part, contents.made):
            shown += file.path.count("pictures/")
            bars.advance(writing, 1 if file.title else 0)
        size = sum(one.stat().st_size for one in part.rglob("*") if one.is_file()) or part.stat().st_size
    found = {
        "out": str(target),
        "day": contents.day,
        "articles": len(contents.articles),
        "countries": len(contents.by_country),
        "stories": len(contents.stories),
        "pictures": shown,
        "pictures_not_awaited": unasked,
        "bytes": size,
    }
    if as_json:
        print_json(found)
        return
    _said(found, picture_seconds)


def _said(found: dict[str, Any], picture_seconds: float) -> None:
    out().print(
        f"{found['out']}: {plural(found['articles'], 'article')} "
        f"from {plural(found['countries'], 'country', 'countries')} "
        f"and {plural(found['stories'], 'story', 'stories')} of {found['day'].isoformat()}, "
        f"{plural(found['pictures'], 'picture')}, {found['bytes'] / 1e6:.1f} MB.",
        markup=False,
    )
    if unasked := found["pictures_not_awaited"]:
        out().print(
            f"There was no time for {plural(unasked, 'picture')} more: fetching ends after "
            f"{plural(round(picture_seconds), 'second')} (--picture-seconds)."
        )


def _day(day: str) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError as error:
        raise InputError(f"“{day}” is no day.", hint="Days are written as 2026-03-14.") from error


def _check(target: Path, *, force: bool) -> None:
    """Refuse what is in the way before the work begins."""
    if target.suffix in ARCHIVES:
        if target.is_dir():
            raise InputError(f"{target} is a folder.", hint="Name a file, or leave the ending away.")
        if target.exists() and not force:
            raise InputError(f"{target} is there already.", hint="Use --force to replace it.")
    elif target.is_dir():
        if any(target.iterdir()):
            raise InputError(
                f"{target} is not empty.", hint="Name a new folder; nothing is ever deleted in one."
            )
    elif target.exists():
        raise InputError(f"{target} is a file.", hint="Name a folder, or a file ending in .zip or .epub.")
    elif target.suffix and not target.suffix[1:].isdigit():  # digits end a date, as in 2026.03.14
        raise InputError(
            f"{target.suffix} is not written.",
            hint="Name a file ending in .zip or .epub, or a folder without an ending.",
        )


def _into_folder(files: Iterator[File], folder: Path, _: datetime) -> Iterator[File]:
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.body)
        yield file


def _into_archive(files: Iterator[File], path: Path, made: datetime) -> Iterator[File]:
    """A zip archive whose every byte follows from what is in it: no clock, no owner."""
    stamp = (made.year, made.month, made.day, made.hour, made.minute, made.second)
    with zipfile.ZipFile(path, "w") as archive:
        for file in files:
            about = zipfile.ZipInfo(file.path, stamp)
            about.create_system, about.external_attr = 3, FILE_MODE
            packed = bool(file.mime) and not file.mime.startswith("image/")
            about.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            archive.writestr(about, file.body, compresslevel=9)
            yield file


def _kept(shop: Workshop) -> PictureOf:
    """Pictures as they are kept here."""
    from parallax.web.pictures import Picture

    def picture(url: str, width: int, mime: str) -> Picture | None:
        found = shop.pictures.get(url, width, mime, None)
        return Picture(found.body, found.mime) if found else None

    return picture


def _gather(shop: Workshop, pages: Pages, seconds: float, bars: Progress) -> int:
    """With a network, bring what nobody has looked at yet; how many pictures there was no time for."""
    from parallax.fetch import network_available
    from parallax.pipeline.gathering import gather_pictures

    if not network_available():
        err().print("No network: only pictures that are kept here are taken along.")
        return 0
    task = bars.add_task("Fetching pictures", total=None, rate="")
    unasked = gather_pictures(
        shop.pictures,
        pages.picture_addresses(),
        shop.door(),
        parallel=shop.settings.fetch.parallel,
        seconds=seconds,
        told=lambda done, of: bars.update(task, completed=done, total=of),
    )
    bars.remove_task(task)
    return unasked
