"""Pictures on pages: from our own address, in the format and width a browser can use, or not at all."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import ModuleType
from typing import Any

import anyio
import httpx
import pytest
from lxml import html
from starlette.testclient import TestClient

from parallax.pipeline.pictures import Glimpse
from parallax.web import pictures as pictures_module
from parallax.web.app import create
from parallax.web.pictures import WIDTHS, Picture, wanted_format
from parallax.web.site import SiteSettings

CHROME = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"
TINY = "data:image/webp;base64,AAAA"


def over(world: Any, invented: ModuleType, **settings: Any) -> TestClient:
    more = {name: settings.pop(name) for name in ("picture", "glimpse") if name in settings}
    site = SiteSettings("https://news.example", **settings)
    made: dict[str, Any] = {"picture": lambda *_: None, "ties": world} | more
    return TestClient(create(world, clock=lambda: invented.NOW, site=site, **made))


@pytest.mark.parametrize(
    ("accept", "mime"),
    [
        (CHROME, "image/avif"),
        ("image/webp,image/png,*/*", "image/webp"),
        ("image/avif;q=0, image/webp", "image/webp"),
        ("image/avif;q=0.9, image/webp", "image/avif"),
        ("image/*,*/*;q=0.8", "image/jpeg"),
        ("", "image/jpeg"),
    ],
)
def test_a_browser_gets_the_best_format_it_names(accept, mime):
    assert wanted_format(accept) == mime


def test_pictures_come_through_us_in_that_format_and_are_cached(client: TestClient, invented: ModuleType):
    path = f"/picture/{invented.FERRY.article.id}/0?w=320"
    first = client.get(path, headers={"Accept": CHROME})
    assert first.headers["content-type"] == "image/avif"
    assert first.headers["vary"] == "Accept"
    assert "max-age" in first.headers["cache-control"]
    again = client.get(path, headers={"Accept": CHROME, "If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(("asked", "given"), [(1, 160), (161, 320), (641, 960), (99_999, 1280), (-5, 160)])
def test_any_width_becomes_one_of_a_few(client: TestClient, invented: ModuleType, asked: int, given: int):
    found = client.get(f"/picture/{invented.FERRY.article.id}/0?w={asked}")
    assert found.content == f"{given} wide".encode()


def test_a_picture_that_cannot_be_had_becomes_a_quiet_panel(client: TestClient, invented: ModuleType):
    response = client.get(f"/picture/{invented.NILE.article.id}/0")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("image/svg+xml")
    assert "صحيفة النهر" in response.text
    assert client.get("/picture/none/0").status_code == 404


def test_a_publishers_svg_is_never_passed_on(client: TestClient, invented: ModuleType):
    assert "onload" not in client.get(f"/picture/{invented.FERRY.article.id}/1").text


@pytest.mark.parametrize("path", ["/", "/country/br", "/article"])
def test_every_picture_has_its_size_its_widths_and_waits_until_it_is_near(
    world: Any, invented: ModuleType, path: str
):
    site = over(world, invented, glimpse=lambda _: Glimpse(1600, 900, TINY))
    page = html.fromstring(site.get(path.replace("/article", f"/article/{invented.FERRY.article.id}")).text)
    shown = page.xpath("//main//img[starts-with(@src, '/picture/')]")
    assert shown
    for image in shown:
        assert (image.get("width"), image.get("height")) == ("1600", "900")
        assert image.get("loading") == "lazy"
        widths = [int(one.split()[1].rstrip("w")) for one in image.get("srcset").split(",")]
        assert set(widths) <= set(WIDTHS)
        assert len(widths) >= 1
        assert image.getprevious().get("src") == TINY
        assert image.getprevious().get("alt") == ""


def test_a_picture_without_words_of_its_own_is_described_by_its_caption(
    client: TestClient, world: Any, invented: ModuleType
):
    view = invented.FERRY
    lead = replace(view.article.content.lead_image, alt="")
    article = replace(view.article, content=replace(view.article.content, lead_image=lead))
    world.views = tuple(replace(one, article=article) if one is view else one for one in world.views)
    page = html.fromstring(client.get(f"/article/{article.id}").text)
    assert page.xpath("//figure[@class='lead']//img/@alt") == ["The ferry idle at the south quay"]


def test_a_site_that_shows_no_pictures_names_none(world: Any, invented: ModuleType):
    site = over(world, invented, pictures=False)
    for path in ("/", "/country/br", "/stories", f"/article/{invented.FERRY.article.id}"):
        page = html.fromstring(site.get(path).text)
        assert not page.xpath("//main//img[not(@class='flag')]"), path
        assert not page.xpath("//meta[@property='og:image'][contains(@content, '/picture/')]")
    assert not html.fromstring(site.get("/settings").text).xpath("//input[@name='pictures']")


def test_a_reader_who_leaves_frees_a_place_for_one_who_stays(
    world: Any, invented: ModuleType, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pictures_module, "FETCHED_AT_ONCE", 1)
    monkeypatch.setattr(pictures_module, "LOOK_EVERY", 0.02)
    begun: list[int] = []
    gate = threading.Event()

    def slow(_: str, index: int, *__: object) -> Picture:
        begun.append(index)
        gate.wait(30)
        return Picture(b"x", "image/webp")

    site = over(world, invented, picture=slow).app

    async def scenario() -> int:
        async with (
            httpx.AsyncClient(
                transport=httpx.ASGITransport(app=site), base_url="http://news.example"
            ) as client,
            anyio.create_task_group() as readers,
        ):
            readers.start_soon(client.get, "/picture/a/0")
            await until(lambda: begun == [0])
            # Two wait; the first of them leaves.
            with anyio.move_on_after(0.2):
                await client.get("/picture/a/1")
            gate.set()
            return (await client.get("/picture/a/2")).status_code

    async def until(done: Any) -> None:
        deadline = time.monotonic() + 20
        while not done():
            assert time.monotonic() < deadline
            await anyio.sleep(0.01)

    # A thread of its own: Playwright, whose tests may have run before, leaves a loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(anyio.run, scenario).result() == 200
    assert begun == [0, 2], "what nobody waits for any more is not begun"


def test_past_its_limit_the_queue_says_come_again(
    client: TestClient, invented: ModuleType, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pictures_module, "MOST_WAITING", 0)
    response = client.get(f"/picture/{invented.FERRY.article.id}/0")
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert response.headers["cache-control"] == "no-store"
