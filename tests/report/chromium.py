"""A real browser without a window, spoken to through a pipe.

Exists because only a browser knows what a browser does with a page. It speaks the DevTools protocol over two
inherited descriptors, so it needs nothing but the program itself.
"""

from __future__ import annotations

import fcntl
import json
import os
import selectors
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 60.0
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-pipe",
)  # fmt: skip
_WATCH = "window.violations = []; addEventListener('securitypolicyviolation', e => violations.push(e.blockedURI));"


def find() -> str | None:
    """The path of a browser of this family, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def _spawn(command: list[str], reads: int, writes: int) -> int:
    """Start ``command`` with descriptor 3 to read from and 4 to write to, and with no other; gives its number."""
    # First out of the way of 3 and 4.
    reads, writes = (fcntl.fcntl(number, fcntl.F_DUPFD_CLOEXEC, 10) for number in (reads, writes))
    try:
        quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
        lanes = [(os.POSIX_SPAWN_DUP2, reads, 3), (os.POSIX_SPAWN_DUP2, writes, 4)]
        return os.posix_spawn(command[0], command, os.environ, file_actions=[*quiet, *lanes], setpgroup=0)
    finally:
        os.close(reads)
        os.close(writes)


class Browser:
    """One browser with one tab. Use as a context manager; ``events`` are all that it told since the last ``open``."""

    def __init__(self, program: str, profile: Path) -> None:
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        self._pid = _spawn([program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"], to_browser, from_browser)
        os.close(to_browser)
        os.close(from_browser)
        self._buffer = bytearray()
        self._number = 0
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        tabs = self.call("Target.getTargets")["targetInfos"]
        tab = next(info["targetId"] for info in tabs if info["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime", "Audits"):
            self.call(f"{domain}.enable")
        self.call("Page.addScriptToEvaluateOnNewDocument", source=_WATCH)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session = None
        with suppress(OSError, EOFError, TimeoutError):  # politely first: then it waits for its own children
            self.call("Browser.close")
            while True:
                self._next()
        with suppress(ProcessLookupError):
            os.killpg(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._read)
        os.close(self._write)

    def open(self, url: str) -> None:
        """Load ``url`` and wait until nothing more is to come."""
        self.events.clear()
        self.call("Page.navigate", url=url)
        self._until("Page.loadEventFired")
        # Two frames: what a page does after it was loaded, it does by then. Timers of scripts would need longer,
        # but a page without a script has none.
        self.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def value(self, expression: str) -> Any:
        """What a JavaScript expression is in the page, as plain data. The page's own policy does not forbid it."""
        found = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        return found["result"].get("value")

    def told(self, method: str) -> list[dict[str, Any]]:
        """The parameters of all events of one kind since the last ``open``."""
        return [event["params"] for event in self.events if event.get("method") == method]

    def requested(self) -> list[str]:
        """Every URL that was asked for since the last ``open``, the page itself included."""
        return [params["request"]["url"] for params in self.told("Network.requestWillBeSent")]

    def complaints(self) -> list[str]:
        """What the console holds: policy violations, errors of scripts, messages of scripts."""
        logged = [params["entry"]["text"] for params in self.told("Log.entryAdded")]
        issues = [params["issue"]["code"] for params in self.told("Audits.issueAdded")]
        issues = [code for code in issues if code != "GenericIssue"]  # advice about links clicked by no hand
        scripts = [method for method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown") if self.told(method)]
        return [*logged, *issues, *scripts, *(self.value("violations") or [])]

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """The answer to one command. Raises ``RuntimeError`` when the browser refuses it."""
        self._number += 1
        command: dict[str, object] = {"id": self._number, "method": method, "params": params}
        if self._session:
            command["sessionId"] = self._session
        os.write(self._write, json.dumps(command).encode() + b"\0")
        while True:
            message = self._next()
            if message.get("id") == self._number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                answer: dict[str, Any] = message["result"]
                return answer
            self.events.append(message)

    def _until(self, method: str) -> None:
        while not self.told(method):
            self.events.append(self._next())

    def _next(self) -> dict[str, Any]:
        deadline = time.monotonic() + SECONDS
        with selectors.DefaultSelector() as ready:
            ready.register(self._read, selectors.EVENT_READ)
            while b"\0" not in self._buffer:
                if not ready.select(max(0.0, deadline - time.monotonic())):
                    raise TimeoutError("the browser says nothing")
                piece = os.read(self._read, 1 << 16)
                if not piece:
                    raise EOFError("the browser has ended")
                self._buffer += piece
        message, _, rest = self._buffer.partition(b"\0")
        self._buffer = bytearray(rest)
        found: dict[str, Any] = json.loads(message)
        return found
