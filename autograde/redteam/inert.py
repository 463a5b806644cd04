"""Looks for life in what must be dead text: does a report hold anything that a browser, a terminal or a CI would obey?

One function per format gives the defects it sees as short sentences; an empty list means inert. Everything is judged
by a parser of the format where there is one. Nothing here repairs anything.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

_ACTIVE_TAGS = frozenset({
    "script", "iframe", "object", "embed", "link", "base", "form", "input", "button", "applet", "frame", "audio",
    "video", "img", "image", "use", "foreignobject", "animate", "set", "handler", "portal", "marquee", "math",
})  # fmt: skip
_LOADING = frozenset({"src", "srcset", "action", "formaction", "data", "poster", "background", "ping", "xlink:href"})
_COMMAND = re.compile(r"(?m)^\s*::|##\[")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_CODE = re.compile(r"`[^`\n]*`")
_ENTITY = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LINK = re.compile(r"(?<!\\)\]\(|<(?!/?(?:details|summary)>)[a-zA-Z!/]|(?<!\\)!\[")


def defects(form: str, text: str) -> list[str]:
    """What in a report of the format ``form`` would be more than text."""
    checks: dict[str, Callable[[str], list[str]]] = {
        "html": html, "md": markdown, "junit": junit, "json": plain_json, "text": terminal, "csv": spreadsheet,
    }  # fmt: skip
    check = checks.get(form)
    return [*(check(text) if check else []), *_invisible(text)]


def html(text: str) -> list[str]:
    """A page that loads, runs or posts something, or that has no policy against it."""
    page = _Page()
    page.feed(text)
    page.close()
    if not page.policy.startswith("default-src 'none'") or "unsafe" in page.policy:
        page.found.append("the page has no strict content security policy")
    return page.found


def markdown(text: str) -> list[str]:
    """Links, images or tags that are none of ours, and commands of CI systems."""
    found = [f"markup: {match.group()!r}" for match in _LINK.finditer(_CODE.sub("", text))]
    return [*found, *_commands(text)]


def junit(text: str) -> list[str]:
    """XML that does not parse, or that declares something."""
    if _ENTITY.search(text):
        return ["the document declares entities"]
    try:
        ET.fromstring(text)  # noqa: S314 - declarations, the dangerous part, were refused before
    except ET.ParseError as error:
        return [f"not XML: {error}"]
    return _commands(text)


def plain_json(text: str) -> list[str]:
    """What is no JSON, numbers that are none included."""
    try:
        json.loads(text, parse_constant=_refuse)
    except ValueError as error:
        return [f"not JSON: {error}"]
    return []


def terminal(text: str) -> list[str]:
    """Commands of CI systems; control characters are looked for in every format."""
    return _commands(text)


def spreadsheet(text: str) -> list[str]:
    """Cells that a spreadsheet would compute."""
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    return [f"a formula: {cell[:40]!r}" for cell in cells if _FORMULA.match(cell)]


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _commands(text: str) -> list[str]:
    return [f"a command of a CI system: {match.group()!r}" for match in _COMMAND.finditer(text)]


def _invisible(text: str) -> list[str]:
    """Control characters, marks that turn text around, and half surrogates."""
    odd = {char for char in text if char not in "\n\t" and not char.isprintable() and char != "\u00a0"}
    return [f"an invisible character: U+{ord(char):04X}" for char in sorted(odd)]


class _Page(HTMLParser):
    """Collects what a page would do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and "http-equiv" in values:
            self._policy(values)
        if tag in _ACTIVE_TAGS:
            self.found.append(f"a tag <{tag}>")
        for name, value in values.items():
            if name.startswith("on") or name in _LOADING or name == "style":
                self.found.append(f"an attribute {name} of <{tag}>")
            if name == "href" and ":" in value.partition("/")[0]:
                self.found.append(f"a link that leads away: {value[:40]}")

    def _policy(self, values: dict[str, str]) -> None:
        if values["http-equiv"].lower() == "content-security-policy":
            self.policy = values.get("content", "")
        else:
            self.found.append(f"<meta http-equiv={values['http-equiv']}>")
