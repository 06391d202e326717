"""`parallax outlets`: whom we listen to, how their feeds are, and your own additions."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parallax.cli.output import AsJson, out, print_json, print_table, progress, write_new
from parallax.errors import InputError
from parallax.model import OwnershipKind
from parallax.plurals import plural

if TYPE_CHECKING:
    from parallax.model import Health, Outlet

app = typer.Typer(help="List, check and add outlets.", no_args_is_help=True)

Country = Annotated[str, typer.Option("--country", "-c", help="Only this country: a name or a code.")]


def country_code(text: str) -> str | None:
    """The code of a country named on the command line; None if none was."""
    from parallax.countries import find

    if not text:
        return None
    place = find(text)
    if place is None:
        raise InputError(f"“{text}” is no country.", hint=meant(text) or "Use a name or a code: Brazil, BR.")
    return place.code


def meant(text: str) -> str:
    """A question which country was meant; empty where none comes near."""
    from parallax.countries import guesses

    names = [place.name for place in guesses(text)]
    return f"Did you mean {' or '.join(names)}?" if names else ""


def chosen(country: str, ids: list[str] | None = None) -> tuple[Outlet, ...]:
    """The registry's outlets of a country, or those named, or all."""
    from parallax.config import load
    from parallax.outlets import load_registry

    registry = load_registry(load().outlets_file)
    if ids:
        missing = [name for name in ids if registry.get(name) is None]
        if missing:
            raise InputError(
                f"No outlet has the id “{missing[0]}”.", hint="`parallax outlets list` shows the ids."
            )
        return tuple(outlet for outlet in map(registry.get, ids) if outlet is not None)
    code = country_code(country)
    return registry.in_country(code) if code else tuple(registry.outlets.values())


@app.command("list")
def list_(
    country: Country = "",
    ownership: Annotated[OwnershipKind | None, typer.Option(help="Only outlets owned so.")] = None,
    without_feed: Annotated[
        bool, typer.Option("--without-feed", help="Only those no feed is known of.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the outlets Parallax knows."""
    found = [
        outlet
        for outlet in chosen(country)
        if (ownership is None or outlet.ownership.kind == ownership) and not (without_feed and outlet.feeds)
    ]
    if as_json:
        print_json(found)
        return
    print_table(
        "",
        ("id", "name", "country", "languages", "ownership", "feeds"),
        ((o.id, o.name, o.country, " ".join(o.languages), o.ownership.kind, len(o.feeds)) for o in found),
    )
    if sys.stdout.isatty():
        places = len({outlet.country for outlet in found})
        fed = sum(bool(outlet.feeds) for outlet in found)
        where = "one country" if places == 1 else f"{places} countries and territories"
        out().print(f"\n{len(found):,} outlets in {where}; {fed:,} with a feed.")


@app.command()
def show(outlet_id: str, as_json: AsJson = False) -> None:
    """Show everything known of one outlet, its feeds' health included."""
    from parallax.config import load
    from parallax.store.sqlite import SqliteStore

    store = SqliteStore(load().store_path)
    view = store.outlet(outlet_id)
    store.close()
    try:
        (outlet,) = chosen("", [outlet_id])
    except InputError:
        if view is None:
            raise
        outlet = view.outlet  # the sample edition's and captures' outlets are in the store alone
    health = {found.feed: found for found in view.health} if view else {}
    if as_json:
        print_json(
            {"outlet": outlet, "health": list(health.values()), "articles": view.articles if view else 0}
        )
        return
    owner = outlet.ownership
    rows: list[tuple[str, str]] = [
        ("name", outlet.name),
        ("homepage", outlet.homepage),
        ("based in", outlet.country),
        ("covers", outlet.covers or outlet.country),
        ("languages", " ".join(outlet.languages) or "unknown"),
        ("ownership", f"{owner.kind} {owner.owner}".strip() + (f" — {owner.basis}" if owner.basis else "")),
        ("kind, scope", f"{outlet.kind}, {outlet.scope}"),
        ("articles here", str(view.articles if view else 0)),
    ]
    rows += [
        ("feed", f"{feed} — {health[feed].verdict}: {health[feed].detail}" if feed in health else feed)
        for feed in outlet.feeds
    ]
    rows += [("sitemap", sitemap) for sitemap in outlet.sitemaps]
    print_table("", ("", ""), rows)


@app.command(short_help="Ask feeds whether they are alive.")
def check(
    outlet_ids: Annotated[
        list[str] | None, typer.Argument(help="Outlets' ids; none: all of the country.")
    ] = None,
    country: Country = "",
    as_json: AsJson = False,
) -> None:
    """Ask feeds whether they are alive, and remember the answer in the store."""
    from parallax.config import load
    from parallax.language import identify
    from parallax.outlets import check_all
    from parallax.pipeline.workshop import read_feed, workshop

    outlets = chosen(country, outlet_ids)
    total = sum(len(outlet.feeds) for outlet in outlets)
    if not total:
        raise InputError("None of these outlets has a known feed.", hint="`parallax outlets add` names one.")
    found: list[Health] = []
    with workshop(load()) as shop, progress() as bar:
        shop.sync_outlets()
        task = bar.add_task("Asking feeds", total=total, rate="")
        for health in check_all(
            shop.door(),
            lambda body, url: read_feed(body, url, None, shop.clock()),
            lambda text: identify(text).tag,
            outlets,
            shop.clock,
        ):
            shop.store.put_health([health])
            found.append(health)
            counts = Counter(one.verdict for one in found)
            bar.update(task, advance=1, rate=f"{counts['alive']} alive, {counts['dead']} dead")
    if as_json:
        print_json(found)
    else:
        found.sort(key=lambda one: (one.verdict, one.outlet_id, one.feed))
        print_table(
            "",
            ("verdict", "outlet", "feed", "what"),
            ((h.verdict, h.outlet_id, h.feed, h.detail) for h in found),
        )
        verdicts = Counter(one.verdict for one in found)
        out().print("\n" + ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common()))
    if all(one.verdict == "unchecked" for one in found):
        raise typer.Exit(3)


@app.command(short_help="Add an outlet of your own, or replace it.")
def add(
    homepage: Annotated[str, typer.Argument(help="The outlet's homepage.")],
    country: Annotated[str, typer.Option("--country", "-c", help="Where it is based.")],
    name: Annotated[str, typer.Option(help="Its name; the host's if not given.")] = "",
    feed: Annotated[list[str] | None, typer.Option(help="A feed's address; may be given again.")] = None,
    language: Annotated[list[str] | None, typer.Option(help="A language it writes in (pt, zh-Hant).")] = None,
    covers: Annotated[str, typer.Option(help="The country it reports on, if another.")] = "",
    outlet_id: Annotated[str, typer.Option("--id", help="Its id; made from the host if not given.")] = "",
    as_json: AsJson = False,
) -> None:
    """Add an outlet of your own (or replace one of yours) in your own file."""
    from parallax.config import load
    from parallax.model import Outlet
    from parallax.outlets import add_outlet
    from parallax.outlets.opml import outlet_id as id_of

    file = load().outlets_file
    address = homepage if "://" in homepage else f"https://{homepage}/"
    identity = outlet_id or id_of(address)
    outlet = Outlet(
        id=identity,
        name=name or address.split("/")[2],
        homepage=address,
        country=country_code(country) or "",
        covers=country_code(covers),
        languages=tuple(language or ()),
        feeds=tuple(feed or ()),
    )
    replaced = add_outlet(file, outlet)
    done = f"Replaced {outlet.id} in {file}." if replaced else f"Added {outlet.id} to {file}."
    _said(as_json, {"file": file, "added": [outlet]}, done)


@app.command("import")
def import_(
    opml: Annotated[Path, typer.Argument(help="An OPML file, from Parallax or another reader.")],
    country: Annotated[str, typer.Option("--country", "-c", help="For entries that do not say theirs.")] = "",
    as_json: AsJson = False,
) -> None:
    """Take outlets from an OPML file into your own file."""
    from parallax.config import load
    from parallax.outlets import add_outlets, import_opml

    try:
        text = opml.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{opml} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{opml} cannot be read: it is not UTF-8 text.") from error
    file = load().outlets_file
    outlets = import_opml(text, country_code=country_code(country))
    replaced = add_outlets(file, outlets)
    done = f"Added {plural(len(outlets) - len(replaced), 'outlet')} to {file}."
    if replaced:
        done += f" Replaced {plural(len(replaced), 'outlet')} of yours."
    _said(as_json, {"file": file, "added": outlets}, done)


@app.command()
def export(
    target: Annotated[Path | None, typer.Argument(help="A new file; none: print it.")] = None,
    country: Country = "",
) -> None:
    """Write outlets as OPML, for other readers or another Parallax."""
    from parallax.outlets import export_opml

    text = export_opml(chosen(country))
    if target is None:
        sys.stdout.write(text)
    else:
        write_new(target, text)


def _said(as_json: bool, value: dict[str, Any], words: str) -> None:
    if as_json:
        print_json(value)
    else:
        out().print(words, markup=False)
