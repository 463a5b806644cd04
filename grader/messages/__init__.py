"""The one catalogue of student-facing sentences, and the one way of turning a ``Message`` into text.

Exists so that reports carry keys and parameters instead of prose: one report renders in any language, and
nothing that a test or a submission printed is ever shown as a sentence. Rendering is strict: an unknown key or
a parameter too few or too many is a defect of ours. Parameters may hold what a student wrote, so they are
neutralised here and never interpreted as a template.
"""

from __future__ import annotations

import math
from string import Formatter

from grader.errors import JudgeFault
from grader.messages.answers import MISMATCH, NEAR
from grader.messages.intake import INTAKE
from grader.messages.labels import ABOUT, COHORT, FIGURE, GROUP, REPORT, VERDICT
from grader.messages.neutral import LINE_LIMIT, block, one_line
from grader.messages.runs import COMPLAINT, LOAD, OTHER, OUTCOME, REVIEW
from grader.model import Lang, Message, Scalar, Text

__all__ = ["CATALOGUE", "LINE_LIMIT", "block", "defect", "label", "number", "one_line", "parameters", "render", "words"]

CATALOGUE: dict[str, Text] = (MISMATCH | NEAR | OUTCOME | COMPLAINT | LOAD | OTHER | REVIEW) | (
    VERDICT | ABOUT | GROUP | REPORT | FIGURE | COHORT | INTAKE
)
"""Every sentence by key, with ``{placeholders}``; the same placeholders in both languages."""


_QUOTED = {Lang.EN: "\u201c{}\u201d", Lang.KO: "\u2018{}\u2019"}


def parameters(key: str) -> frozenset[str]:
    """Names of the parameters that the sentence ``key`` needs. Raises ``JudgeFault`` for an unknown key."""
    return _placeholders(_text(key).en)


def defect(message: Message) -> str:
    """What is wrong with ``message`` (unknown key, parameters too few or too many), or an empty string."""
    if message.key not in CATALOGUE:
        return f"no sentence has the key {message.key!r}"
    needed, given = parameters(message.key), frozenset(message.params)
    if needed == given:
        return ""
    return f"{message.key} needs {sorted(needed)}, got {sorted(given)}"


def render(message: Message, lang: Lang) -> str:
    """``message`` as a sentence in ``lang``; code names stand in backticks.

    String parameters are put on one line, stripped of what is invisible and cut at ``LINE_LIMIT``
    characters. Raises ``JudgeFault`` for an unknown key or for parameters that do not fit the sentence.
    """
    if found := defect(message):
        raise JudgeFault(found, "add the sentence to grader/messages or repair the caller")
    template = _text(message.key).in_(lang)
    for name, value in message.params.items():
        if isinstance(value, Text):  # words are quoted, code stands in backticks
            template = template.replace(f"`{{{name}}}`", _QUOTED[lang].format(f"{{{name}}}"))
    shown = {name: _shown(name, words(value, lang)) for name, value in message.params.items()}
    return template.format_map(shown)


def words(value: Scalar | Text, lang: Lang) -> Scalar:
    """``value`` in ``lang`` where it is in both languages; anything else as it is."""
    return value.in_(lang) if isinstance(value, Text) else value


def number(value: float) -> str:
    """``value`` for people: three significant digits, whole from a thousand on."""
    if math.isinf(value):
        return "\u221e" if value > 0 else "-\u221e"
    return f"{value:,.0f}" if 1e3 <= abs(value) < 1e9 else f"{value:.3g}"


def label(key: str, lang: Lang, **params: Scalar | Text) -> str:
    """Shorthand for ``render`` of a message that a renderer composes itself."""
    return render(Message(key, dict(params)), lang)


def _text(key: str) -> Text:
    try:
        return CATALOGUE[key]
    except KeyError:
        raise JudgeFault(f"no sentence has the key {key!r}", "add it to grader/messages") from None


def _placeholders(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def _shown(name: str, value: Scalar) -> str:
    """A parameter as text. Backticks, which mark code, become quotes; a line that is not known is a question mark."""
    if name == "line" and value == 0:
        return "?"
    if isinstance(value, float):
        return number(value)
    return one_line(str(value)).replace("`", "'")
