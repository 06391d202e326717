"""The schema.org description (JSON-LD) an invented page carries in its head."""

from __future__ import annotations

import json
from typing import Any


def _person(author: dict[str, str]) -> dict[str, Any]:
    person = {"@type": "Person", "name": author["name"], "url": author["url"], "image": author["image"]}
    if author["role"]:
        person["jobTitle"] = author["role"]
    if author["bio"]:
        person["description"] = author["bio"]
    return person


def _image(image: dict[str, str]) -> dict[str, Any]:
    return {
        "@type": "ImageObject",
        "url": image["url"],
        "caption": image["caption"],
        "creditText": image["credit"],
        "width": 800,
        "height": 450,
    }


def _posts(known: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {"@type": "BlogPosting", "articleBody": piece["text"], "datePublished": piece["at"]}
        for piece in known["body"]
        if piece["kind"] == "live-post"
    ]


def linked_data(known: dict[str, Any]) -> str:
    """JSON that may stand inside a script element, from what the page's template knows."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting" if known["live"] else known["schema_type"],
        "mainEntityOfPage": known["url"],
        "url": known["url"],
        "headline": known["title"],
        "inLanguage": known["language"],
        "datePublished": known["published"],
        "dateModified": known["modified"] or known["published"],
        "articleSection": known["section"],
        "keywords": list(known["topics"]),
        "isAccessibleForFree": not known["paywalled"],
        "publisher": {"@type": "NewsMediaOrganization", "name": known["site"], "url": known["homepage"]},
    }
    if known["dek"]:
        data["description"] = known["dek"]
    if known["author"]:
        data["author"] = [_person(known["author"])]
    elif known["agency"]:
        data["author"] = [{"@type": "Organization", "name": known["agency"]}]
    if known["image"]:
        data["image"] = [_image(known["image"])]
    if known["paywalled"]:
        data["hasPart"] = {
            "@type": "WebPageElement",
            "isAccessibleForFree": False,
            "cssSelector": ".paywall",
        }
    if known["live"]:
        posts = _posts(known)
        data["coverageStartTime"] = known["published"]
        data["liveBlogUpdate"] = posts
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
