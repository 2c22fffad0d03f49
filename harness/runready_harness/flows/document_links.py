"""Where a page says that the description of its API lies, so that a document at an unusual address is found."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from runready_harness.flows.model import Answer

# RFC 8631: the link relation of a machine-readable description.
_RELATION = "service-desc"
_HEADER = re.compile(rf"""<([^>]+)>[^,]*;\s*rel="?{_RELATION}\b""", re.IGNORECASE)
_TAG = re.compile(rf"""<link\b(?=[^>]*\brel=["']?{_RELATION}\b)[^>]*\bhref=["']?([^"'\s>]+)""", re.IGNORECASE)
# How Swagger UI and ReDoc are told their document.
_SWAGGER_UI = re.compile(r"""\burl["']?\s*:\s*["']([^"'\s]+)["']""")
_REDOC = re.compile(r"""\bspec-url=["']([^"'\s]+)["']|\bRedoc\.init\(\s*["']([^"'\s]+)["']""", re.IGNORECASE)


def document_links(answer: Answer) -> tuple[str, ...]:
    """The paths, with their queries, of API descriptions on the same host that an answer names, in order and each once.

    They come from `Link` headers, from `links` in JSON (as OGC APIs have them), and from the pages of Swagger UI and
    ReDoc.
    """
    here = urlsplit(answer.url)
    found: dict[str, None] = {}
    for address in _addresses(answer):
        try:
            target = urlsplit(urljoin(answer.url, address))
        except ValueError:
            continue
        if target.hostname == here.hostname and target.path:
            found[target.path + (f"?{target.query}" if target.query else "")] = None
    return tuple(found)


def _addresses(answer: Answer) -> Iterator[str]:
    for header in answer.values("link"):
        yield from _HEADER.findall(header)
    if answer.media_type.endswith(("/json", "+json")):
        yield from _in_json(answer.text)
    elif answer.media_type == "text/html":
        text = html.unescape(answer.text)
        yield from _TAG.findall(text)
        if "swagger" in text.lower():
            yield from _SWAGGER_UI.findall(text)
        for one, two in _REDOC.findall(text):
            yield one or two


def _in_json(text: str) -> Iterator[str]:
    try:
        document: Any = json.loads(text)
    except (ValueError, RecursionError):
        return
    links = document.get("links") if isinstance(document, dict) else None
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("rel") == _RELATION and isinstance(link.get("href"), str):
            yield link["href"]
