"""An edition as an EPUB 3 book: the container around its pages (EPUB 3.3, W3C Recommendation)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from parallax.web.edition.file import File
from parallax.web.edition.pages import Pages

# First in the archive and not packed (EPUB OCF §4.2.2), so that the file's first bytes say what it is.
MIMETYPE = File("mimetype", b"application/epub+zip", "")

CONTAINER = File(
    "META-INF/container.xml",
    b"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
""",
    "",
)
FOLDER = "EPUB/"
PUBLISHERS = uuid.UUID("6f9c6f8e-4c1d-5f0a-9a70-0b5f3a5a2d11")  # the name space of our editions' identifiers


def book(pages: Pages) -> Iterator[File]:
    """The files of the book in the order of the archive."""
    yield MIMETYPE
    yield CONTAINER
    listed: list[File] = []
    for file in pages.files():
        listed.append(File(file.path, b"", file.mime, file.title))
        yield File(FOLDER + file.path, file.body, file.mime, file.title)
    yield File(f"{FOLDER}nav.xhtml", _navigation(pages, listed), "")
    yield File(f"{FOLDER}package.opf", _package(pages, listed), "")


def _package(pages: Pages, listed: list[File]) -> bytes:
    contents = pages.contents
    name = f"{contents.day.isoformat()} {contents.country or ''} {contents.made.isoformat()}"
    read = [file for file in listed if file.mime == "application/xhtml+xml"]
    manifest = "\n".join(
        f'<item id="{_id(file)}" href={quoteattr(file.path)} media-type="{file.mime}"/>' for file in listed
    )
    spine = "\n".join(f'<itemref idref="{_id(file)}"/>' for file in read)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{uuid.uuid5(PUBLISHERS, name)}</dc:identifier>
<dc:title>{escape(pages.title)}</dc:title>
<dc:language>en</dc:language>
<dc:date>{contents.day.isoformat()}</dc:date>
<dc:description>{escape(_description(pages))}</dc:description>
<meta property="dcterms:modified">{contents.made:%Y-%m-%dT%H:%M:%SZ}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
{manifest}
</manifest>
<spine>
{spine}
</spine>
</package>
""".encode()


def _description(pages: Pages) -> str:
    contents = pages.contents
    return (
        f"{len(contents.articles)} articles from {len(contents.by_country)} countries in English, each with its "
        "original and a link to its source. The rights in them are their publishers'."
    )


def _id(file: File) -> str:
    return "f-" + file.path.replace("/", "-").rpartition(".")[0] + "-" + file.path.rpartition(".")[2]


def _navigation(pages: Pages, listed: list[File]) -> bytes:
    """The table of contents: first pages, stories, and each country with its articles."""
    titles = {file.path: file.title for file in listed}

    def line(path: str, inner: str = "") -> str:
        return f"<li><a href={quoteattr(path)}>{escape(titles[path] or 'Untitled')}</a>{inner}</li>"

    def nested(paths: list[str]) -> str:
        return f"<ol>{''.join(line(path) for path in paths)}</ol>" if paths else ""

    ending = pages.ending
    stories = nested([f"story/{key}.{ending}" for key in pages.contents.stories])
    countries = "".join(
        line(
            f"country/{code.lower()}.{ending}",
            nested([f"article/{card.id}.{ending}" for card in cards]),
        )
        for code, cards in pages.contents.by_country
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>{escape(pages.title)}</title><link rel="stylesheet" href="edition.css"/></head>
<body><nav epub:type="toc" id="toc"><h1>Contents</h1>
<ol>{line(f"index.{ending}")}{line(f"stories.{ending}", stories)}{countries}{line(f"about.{ending}")}</ol></nav></body></html>
""".encode()
