"""A page as a test reads it."""

from __future__ import annotations

from lxml import html
from starlette.testclient import TestClient


def page(client: TestClient, path: str, status: int = 200) -> html.HtmlElement:
    response = client.get(path)
    assert response.status_code == status, response.text[:400]
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return html.fromstring(response.text)


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
