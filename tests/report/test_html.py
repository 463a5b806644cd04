"""The HTML pages: inert, self-contained, accessible, and the same on every machine."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model import Lang, Verdict
from grader.report.html import render
from grader.report.index import render_index
from grader.report.page import TONES, spans, tone
from grader.report.plots import Drawing, heat
from tests.report import samples

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """Elements and text of a page; fails on tags that are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.style = ""
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self.text += " " if tag in ("td", "th", "li") else ""

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["style"]:
            self.style += data
        else:
            self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def values(self, attribute: str) -> list[str]:
        return [str(own[attribute]) for _, own in self.elements if attribute in own]


def _cohort_page(lang: Lang) -> str:
    reports, links = samples.cohort()
    return render_index(reports, lang, links=links)


PAGES = {
    f"{name}.{lang}": render(make(), lang, audience="instructor")
    for name, make in samples.SAMPLES.items()
    for lang in Lang
} | {f"index.{lang}": _cohort_page(lang) for lang in Lang}

every_page = pytest.mark.parametrize("page", [Page(text) for text in PAGES.values()], ids=list(PAGES))


@every_page
def test_the_policy_allows_nothing_but_the_pages_own_style_sheet(page: Page) -> None:
    policy = next(meta["content"] for meta in page.named("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@every_page
def test_a_page_has_no_script_and_loads_nothing(page: Page) -> None:
    tags = {tag for tag, _ in page.elements}
    assert not tags & {
        "script",
        "img",
        "link",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "use",
        "image",
        "foreignobject",
    }
    assert not re.search(r"url\(|@import|expression\(", page.style)


@every_page
def test_no_element_carries_a_style_or_an_event(page: Page) -> None:
    names = {name for _, own in page.elements for name in own}
    assert not [name for name in names if name == "style" or name.startswith("on")]


@every_page
def test_links_stay_on_the_page_or_in_the_folder(page: Page) -> None:
    assert [href for href in page.values("href") if not re.fullmatch(r"#[\w-]+|reports/[\w./%-]+", href)] == []


@every_page
def test_ids_are_unique_and_every_reference_has_a_target(page: Page) -> None:
    ids = Counter(page.values("id"))
    references = [href[1:] for href in page.values("href") if href.startswith("#")] + page.values("aria-labelledby")
    assert [name for name, count in ids.items() if count > 1] == []
    assert set(references) <= set(ids)


@every_page
def test_a_page_has_the_landmarks_and_one_first_heading(page: Page) -> None:
    tags = Counter(tag for tag, _ in page.elements)
    assert (tags["main"], tags["h1"]) == (1, 1)


@every_page
def test_headings_never_skip_a_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(deeper - level <= 1 for level, deeper in zip([0, *levels], levels, strict=False))


@every_page
def test_every_drawing_has_words_or_is_decoration(page: Page) -> None:
    assert [own for own in page.named("svg") if not own.get("aria-label") and own.get("aria-hidden") != "true"] == []


@pytest.mark.parametrize("lang", Lang)
def test_the_language_is_declared(lang: Lang) -> None:
    assert Page(render(samples.partial(), lang)).named("html") == [{"lang": lang.value}]


# --- colours --------------------------------------------------------------------------------

TEXT_ON = [(ink, ground) for ink in ("ink", "muted", "link", "bad") for ground in ("page", "card")]
CHIPS = [(name, f"{name}-bg") for name in ("good", "warn", "bad", "off", "ours")]


def _palettes() -> dict[str, dict[str, str]]:
    sheet = Page(render(samples.perfect(), Lang.EN)).style
    roots = re.findall(r":root \{(.*?)\}", sheet, flags=re.DOTALL)
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", root)) for root in roots]
    return dict(zip(("light", "dark", "print"), found, strict=True))


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
@pytest.mark.parametrize(("ink", "ground"), [*TEXT_ON, *CHIPS, ("ink", "code"), ("muted", "code")])
def test_text_can_be_read_on_its_ground(mode: str, ink: str, ground: str) -> None:
    palette = _palettes()[mode]
    assert _contrast(palette[ink], palette[ground]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
@pytest.mark.parametrize("mark", ["seen", "need", "bad", "k0", "k1", "k2", "k3"])
def test_the_marks_of_a_plot_stand_out(mode: str, mark: str) -> None:
    palette = _palettes()[mode]
    assert _contrast(palette[mark], palette["card"]) >= 3


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
def test_levels_of_the_map_differ_in_lightness_alone(mode: str) -> None:
    steps = [_luminance(_palettes()[mode][f"h{level}"]) for level in range(5)]
    assert steps in (sorted(steps), sorted(steps, reverse=True))


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_colour_in_the_style_sheet(verdict: Verdict) -> None:
    assert f".chip.{tone(verdict)} " in Page(render(samples.perfect(), Lang.EN)).style


def test_only_an_accepted_submission_is_green() -> None:
    assert [verdict for verdict in Verdict if TONES.get(verdict) == "good"] == [Verdict.ACCEPTED]


# --- what a student wrote --------------------------------------------------------------------


def test_captured_output_is_not_shown_to_students() -> None:
    assert "onerror" not in render(samples.hostile(), Lang.EN)


def test_captured_output_is_shown_to_instructors_as_text() -> None:
    page = Page(render(samples.hostile(), Lang.EN, audience="instructor"))
    assert "</pre><img src=x onerror=1>" in page.text


@pytest.mark.parametrize("text", [render(samples.hostile(), Lang.KO, audience="instructor"), _cohort_page(Lang.KO)])
def test_no_control_character_reaches_a_page(text: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", text)


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=80))
def test_no_name_changes_the_structure_of_the_page(name: str) -> None:
    reference, named = (
        Page(render(samples.report(Verdict.SKIPPED, student=student), Lang.EN)) for student in ("ada", name)
    )
    assert named.elements == reference.elements


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "//evil.example/x", "https://evil.example", "data:text/html,x"]
)
def test_the_cohort_page_drops_links_that_leave_the_folder(link: str) -> None:
    page = render_index([samples.perfect()], Lang.EN, links={("kim-minji", "conv_naive"): link})
    assert Page(page).values("href") == ["#main"]


def test_backticks_make_code_and_nothing_else() -> None:
    assert spans("a `b<c` d") == "a <code>b&lt;c</code> d"


def test_a_lone_backtick_stays_what_it_is() -> None:
    assert spans("it`s <b>") == "it`s &lt;b&gt;"


# --- the page itself -------------------------------------------------------------------------


def test_the_hint_stands_before_the_tasks() -> None:
    text = Page(render(samples.partial(), Lang.EN)).text
    assert text.index("The kernel is flipped") < text.index("conv_forward_naive")


def test_failing_cases_are_open_but_repetitions_and_blocked_ones_are_closed() -> None:
    opened = ["open" in own for own in Page(render(samples.partial(), Lang.EN)).named("details")]
    assert opened == [True, False, False, True, True, False]


def test_a_run_without_a_boundary_says_so_first() -> None:
    text = Page(render(samples.core_only(), Lang.EN)).text
    assert text.index("Practice only") < text.index("First failing case")


def test_a_report_without_a_score_shows_no_number() -> None:
    page = Page(render(samples.judge_error(), Lang.EN))
    assert "no score" in page.text
    assert page.named("progress") == []


def _map(**more: object) -> Drawing:
    drawn = heat.draw(samples.value("db", **more), Lang.EN)
    assert drawn is not None
    return drawn


def test_the_map_draws_every_cell_exactly_once() -> None:
    lengths = re.findall(r"h(\d+)v1", _map(heat=samples.heat(7, 9)).svg)
    assert sum(map(int, lengths)) == 7 * 9


def test_the_map_is_told_in_words() -> None:
    assert _map(heat=((0, 4, 2),)).words.endswith("Cells off: 2 of 3. Cells far off: 1.")


def test_levels_out_of_range_are_drawn_as_the_nearest_level() -> None:
    assert re.findall(r'class="h(\d)"', _map(heat=((-3, 9),)).svg) == ["0", "4"]


# --- the cohort ------------------------------------------------------------------------------


def _grid(lang: Lang = Lang.EN) -> str:
    return Page(_cohort_page(lang)).text


def test_exercises_stand_in_the_order_of_the_course() -> None:
    assert _grid().index("03") < _grid().index("38")


def test_means_leave_out_what_has_no_score() -> None:
    reports = [samples.perfect(), samples.report(Verdict.JUDGE_ERROR, scored=False, student="ada")]
    text = " ".join(Page(render_index(reports, Lang.EN, links={})).text.split())
    assert "1 1 15 / 15" in text


def test_the_most_frequent_misconception_comes_first() -> None:
    reports, _ = samples.cohort()
    assert sum(bool(report.hints) for report in reports) == 2
    assert "2 The kernel is flipped" in " ".join(_grid().split())


def test_a_missing_submission_is_called_missing() -> None:
    assert "Not submitted" in _grid()


def test_a_pair_without_a_report_is_named() -> None:
    assert "no report" in _grid()


def test_the_last_report_of_a_pair_counts() -> None:
    text = Page(render_index([samples.hang(), samples.perfect()], Lang.EN, links={})).text
    assert "Time limit" not in text


def test_an_empty_cohort_is_a_page_too() -> None:
    assert "no reports yet" in Page(render_index([], Lang.EN, links={})).text
