"""What every HTML page shares: the template engine, the style sheet and its content security policy.

A page is one file that loads nothing: no script, no font, no image, no link to the network. The policy allows
exactly one inline style sheet, by its hash, so that nothing a student wrote could be executed or fetched even
if an escape were missing. This module must never mark a string as safe that holds text from outside.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from grader.messages import label
from grader.model import Lang, Scalar, Verdict
from grader.report import view

TONES = {
    Verdict.ACCEPTED: "good",
    Verdict.PARTIAL: "warn",
    Verdict.NOT_IMPLEMENTED: "off",
    Verdict.SKIPPED: "off",
    Verdict.JUDGE_ERROR: "ours",
}
_TEMPLATES = Path(__file__).parent / "templates"


def fill(template: str, lang: Lang, **values: object) -> str:
    """The page made from ``template``; inside, ``t(key, ...)`` gives a label in ``lang``."""

    def translate(key: str, **params: Scalar) -> Markup:
        return spans(label(key, lang, **params))

    sheet = (_TEMPLATES / "page.css").read_text(encoding="utf-8")
    found = _environment().get_template(template)
    return found.render(t=translate, lang=lang, css=Markup(sheet), policy=policy(sheet), **values)  # noqa: S704


def policy(sheet: str) -> str:
    """The content security policy of a page whose only style sheet is ``sheet``."""
    digest = base64.b64encode(hashlib.sha256(sheet.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def spans(text: str) -> Markup:
    """``text`` escaped, with what stands between backticks as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    code, plain = Markup("<code>{}</code>"), Markup("{}")
    return Markup("").join((code if at % 2 else plain).format(part) for at, part in enumerate(parts))


def tone(verdict: Verdict) -> str:
    """The family of colours of a verdict; anything that is not named is bad news."""
    return TONES.get(verdict, "bad")


@cache
def _environment() -> Environment:
    engine = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    engine.filters |= {"spans": spans, "tone": tone, "points": view.points}
    return engine
