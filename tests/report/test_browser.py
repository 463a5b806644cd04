"""Pages in a real browser, with attacks in every text field: nothing is loaded, nothing runs, no policy is violated."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from grader.model import Lang, Message, Report
from grader.report import html, index
from tests.report import samples
from tests.report.chromium import Browser, find

OWNED = "window.canary='owned';document.title='owned'"
ATTACKS = (
    f"<script>{OWNED}</script>",
    f"</title><script>{OWNED}</script>",
    f'</style></textarea></pre><svg onload="{OWNED}">',
    f'\'"><img src=/loaded.png onerror="{OWNED}">',
    "<link rel=stylesheet href=/loaded.css><style>@import '/loaded.css'; * { background: url(/loaded.png) }</style>",
    "<iframe src=/loaded.html></iframe><object data=/loaded.swf></object><embed src=/loaded.swf>",
    f'<a href="javascript:{OWNED}" autofocus onfocus="{OWNED}">',
    "<meta http-equiv=refresh content='0;url=/loaded.html'><base href=//evil.example/>",
    f'<form action=/loaded><input autofocus onfocus="{OWNED}"></form><video src=/loaded.mp4 autoplay>',
    f"&lt;script&gt;{OWNED}&lt;/script&gt; `<script>{OWNED}</script>` \u202e\x00\x1b]0;owned\x07",
    f'<p style="background:url(/loaded.png)" onmouseover="{OWNED}">{{{{7*7}}}} ]]><!-- --!>',
)
REPORT_ONLY = "default-src 'none'; style-src 'unsafe-inline'; report-uri /violated"
INERT = (
    "script",
    "img",
    "iframe",
    "object",
    "embed",
    "link",
    "base",
    "form",
    "video",
    "[style]",
    "[onload]",
    "[onfocus]",
)


def give_up(reason: str) -> None:
    """Skip with ``reason``, or fail where nothing may be skipped."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason} (in CI a browser is required)")
    pytest.skip(reason)


class Site:
    """A web server on this machine with one page; remembers every request."""

    def __init__(self) -> None:
        self.page = ""
        self.policy = REPORT_ONLY
        self.asked: list[str] = []
        site = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy-Report-Only", site.policy)
                self.end_headers()
                self.wfile.write(site.page.encode("utf-8") if self.path == "/page.html" else b"")

            do_POST = do_GET  # noqa: N815 - reports of violations

            def log_message(self, *_: object) -> None:
                """Nothing on standard error."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server.server_port}/page.html"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = find()
    if program is None:
        give_up("no Chromium on this machine: apt-get install chromium")
    assert program is not None
    with Browser(program, tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield site
    site.server.shutdown()
    thread.join()
    site.server.server_close()


def everywhere(found: Any, attack: Callable[[], str]) -> Any:
    """``found`` with every string in it, also those that authors write, followed by an attack."""
    if isinstance(found, Enum):
        return found
    if isinstance(found, str):
        return found + attack()
    if isinstance(found, Message):
        return replace(found, params={name: everywhere(part, attack) for name, part in found.params.items()})
    if isinstance(found, dict):
        return {everywhere(key, attack): everywhere(part, attack) for key, part in found.items()}
    if isinstance(found, tuple):
        return tuple(everywhere(part, attack) for part in found)
    if is_dataclass(found) and not isinstance(found, type):
        return replace(found, **{f.name: everywhere(getattr(found, f.name), attack) for f in fields(found)})
    return found


def attacked(report: Report) -> Report:
    attacks = cycle(ATTACKS)
    return replace(everywhere(report, lambda: next(attacks)), stdout="".join(ATTACKS), stderr=ATTACKS[0])  # type: ignore[no-any-return]


def student_page(lang: Lang) -> str:
    return html.render(attacked(samples.partial()), lang)


def instructor_page(lang: Lang) -> str:
    return html.render(attacked(samples.hostile()), lang, audience="instructor")


def cohort_page(lang: Lang) -> str:
    reports = [replace(attacked(samples.partial()), student=attack, number=at) for at, attack in enumerate(ATTACKS)]
    return index.render_index(reports, lang, links={(one.student, one.exercise): "reports/a.html" for one in reports})


every_page = pytest.mark.parametrize("make", [student_page, instructor_page, cohort_page])


def visited(browser: Browser, site: Site, page: str) -> None:
    """Open ``page`` as a web page, unfold everything and touch every link."""
    site.page = page
    site.asked.clear()
    browser.open(site.url)
    browser.value("document.querySelectorAll('details').forEach(one => one.open = !one.open)")
    browser.value("document.querySelectorAll('a[href^=\"#\"], [tabindex]').forEach(one => {one.focus(); one.click()})")
    browser.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@every_page
@pytest.mark.parametrize("lang", Lang)
def test_a_page_full_of_attacks_loads_nothing_and_violates_no_policy(
    browser: Browser, site: Site, make: Callable[[Lang], str], lang: Lang
) -> None:
    visited(browser, site, make(lang))
    assert set(site.asked) == {"/page.html"}
    assert {url.partition("#")[0] for url in browser.requested()} == {site.url}
    assert browser.complaints() == []


@every_page
@pytest.mark.parametrize("lang", Lang)
def test_a_page_full_of_attacks_runs_no_script(
    browser: Browser, site: Site, make: Callable[[Lang], str], lang: Lang
) -> None:
    visited(browser, site, make(lang))
    assert browser.value("[typeof window.canary, document.title === 'owned']") == ["undefined", False]
    assert browser.value("document.documentElement.lang") == lang


@every_page
def test_attacks_are_text_and_no_elements(browser: Browser, site: Site, make: Callable[[Lang], str]) -> None:
    visited(browser, site, make(Lang.EN))
    assert [one for one in INERT if browser.value(f"document.querySelectorAll('{one}').length")] == []
    assert f"<script>{OWNED}</script>" in browser.value("document.body.textContent")


@pytest.mark.parametrize("lang", Lang)
def test_a_page_opened_from_the_disk_loads_nothing_and_runs_nothing(
    browser: Browser, tmp_path: Path, lang: Lang
) -> None:
    path = tmp_path / "report.html"
    path.write_text(instructor_page(lang), encoding="utf-8")
    browser.open(path.as_uri())
    assert browser.requested() == [path.as_uri()]
    assert browser.complaints() == []
    assert browser.value("typeof window.canary") == "undefined"


def test_an_unprotected_page_is_noticed(browser: Browser, site: Site) -> None:
    visited(browser, site, f"<!doctype html><title>x</title>{ATTACKS[0]}{ATTACKS[3]}")
    assert browser.value("[window.canary, document.title]") == ["owned", "owned"]
    assert "/loaded.png" in site.asked
    assert browser.complaints() != []
