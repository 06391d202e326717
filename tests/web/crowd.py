"""A story that forty outlets in many countries and scripts tell, in three ways: what crowds a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import ModuleType
from typing import Any

from invented_tellings import DE, GB, JP, STORY, TAKES, TELLING

COUNTRIES = "AR AU BD BE BO CA CD CI CL CN CO CZ DK ET FI FR GH GR HU ID IN IT KE KR LK MA MX NG NO PE PH PL PT RO SE TH TR UA VN ZA"


def crowded(world: Any, invented: ModuleType, times: int = 1) -> Any:
    """The world with forty more tellers of its one story, ``times`` over, and three takes on it."""
    outlets, pieces = [], []
    for number, code in enumerate(COUNTRIES.split() * times):
        home = invented.outlet(
            f"crowd-{code.lower()}-{number}", f"The {code} Evening Chronicle and Advertiser", code, "en"
        )
        outlets.append(home)
        title = f"Ferry stands still, and {number + 1} captains of the far bank say why"
        content = invented.Content(
            title=title,
            url="",
            dek="A dek of a length that is often met, saying a little more than the headline does.",
            blocks=(invented.Block("paragraph", f"Captain {number + 1} said the engine is sound."),),
            published=invented.ago(hours=3) + timedelta(minutes=number),
        )
        pieces.append(invented.piece("ferry", home.id, "en", content, home=home))
    world.listed = (*world.listed, *outlets)
    world.views = (*world.views, *pieces)
    ids = tuple(view.article.id for view in pieces)
    world.members = {**world.members, STORY: (*world.members[STORY], *ids)}
    world.telling = replace(
        TELLING,
        omissions=(
            *TELLING.omissions,
            *(replace(TELLING.omissions[0], article_id=one) for one in ids),
        ),
        takes=(
            TAKES[0],
            replace(
                TAKES[0], id="voices:captains", label="With the captains", kind="voices", article_ids=ids[:12]
            ),
            replace(TAKES[0], id="opinion:critical", label="Critical of the city", article_ids=(DE, GB, JP)),
        ),
    )
    return world
