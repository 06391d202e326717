"""Say whose the page is."""

from __future__ import annotations

from dataclasses import replace

from parallax.model import Item, Outcome, Outlet
from parallax.pipeline.closing import close
from parallax.pipeline.placing import address_of, outlet_from_page
from parallax.pipeline.tools import Tools


def place(items: list[Item], tools: Tools) -> list[Item]:
    """Items with their outlet; one that no registry names is taken from what the page says of itself."""
    return [_placed(item, tools) for item in items]


def _placed(item: Item, tools: Tools) -> Item:
    content = item.content
    if content is None:
        return item
    address = address_of(content.url or item.url, content.canonical_url)
    outlet = _outlet(item, address, tools)
    if outlet is None:
        return close(
            item,
            Outcome.NO_OUTLET,
            "No outlet of the registry has this address, and the page does not say which country it is from. "
            "`parallax outlets add` names it.",
        )
    return replace(item, outlet_id=outlet.id, content=replace(content, url=address))


def _outlet(item: Item, address: str, tools: Tools) -> Outlet | None:
    known = tools.outlets.get(item.outlet_id) if item.outlet_id else None
    if found := known or tools.outlet_of(address):
        return found
    made = _from_page(item, address, tools)
    if made is not None:
        tools.store.add_outlets([made])
    return made


def _from_page(item: Item, address: str, tools: Tools) -> Outlet | None:
    content = item.content
    if content is None:
        return None
    if not content.language:
        guess = tools.identify(content.title, content.text, declared=None, hints=())
        content = replace(content, language=guess.tag)
    return outlet_from_page(address, content, item.response.body if item.response else b"")
