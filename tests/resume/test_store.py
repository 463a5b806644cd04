"""The store gives back what it was given, whole, or says that it cannot."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from autograde.store import Page, Slot, Store
from grader.errors import StorageUnavailable, UsageError

MINA = Slot("centering", "mina")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out" / "grades.sqlite"


def add(store: Store, key: str = "k", slot: Slot = MINA, submission: str = "s", report: str = "{}") -> int:
    return store.add(key, slot, submission, f"brief of {report}", report, "view", "stamp").id


def test_a_report_is_found_by_its_key_and_read_back_whole(path: Path) -> None:
    with Store(path) as store:
        add(store, report='{"name": "김민서"}' * 1000)
    with Store(path) as store:
        found = store.find("k")
        assert found is not None
        assert found.brief.startswith("brief of")
        assert store.report(found.id) == '{"name": "김민서"}' * 1000


def test_an_unknown_key_is_found_nowhere(path: Path) -> None:
    with Store(path) as store:
        assert store.find("k") is None


def test_attempts_are_only_added_and_the_last_one_counts(path: Path) -> None:
    with Store(path) as store:
        first, second = add(store, report="first"), add(store, report="second")
        found = store.find("k")
        assert found is not None
        assert (found.id, store.report(first), store.report(second)) == (second, "first", "second")


def test_the_last_attempt_on_a_submission_is_known_under_any_key(path: Path) -> None:
    with Store(path) as store:
        add(store, key="old")
        newer = add(store, key="new")
        add(store, key="other", submission="another")
        add(store, key="friend", slot=Slot("centering", "jun"))
        found = store.latest(MINA, "s")
        assert found is not None
        assert found.id == newer


def test_what_lies_in_the_folder_is_noted_with_the_attempt(path: Path) -> None:
    with Store(path) as store:
        number = add(store)
        assert store.page(MINA) == Page(number, "view", "stamp")
        store.note(MINA, Page(number, "other view", "other stamp"))
        assert store.page(MINA) == Page(number, "other view", "other stamp")
        store.forget(MINA)
        assert store.page(MINA) is None


@pytest.mark.parametrize("column", ["key", "brief", "report", "seal"])
def test_a_row_that_somebody_changed_is_no_report(column: str, path: Path) -> None:
    with Store(path) as store:
        add(store)
    with sqlite3.connect(path) as base:
        base.execute(f"UPDATE attempts SET {column} = 'k2'")
    base.close()
    with Store(path) as store:
        assert store.find("k") is None
        assert store.find("k2") is None


def test_a_second_run_is_refused_and_the_first_goes_on(path: Path) -> None:
    with Store(path) as store:
        with pytest.raises(UsageError, match="another run is writing"):
            Store(path)
        add(store)
        assert store.find("k") is not None


def test_what_was_added_outlives_a_program_that_is_killed_at_once(path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from autograde.store import Slot, Store\n"
        "store = Store(Path(sys.argv[1]))\n"
        "for number in range(5): store.add(f'k{number}', Slot('e', 's'), 's', 'b', 'r', 'v', 't')\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    with Store(path) as store:
        assert [store.find(f"k{number}") is not None for number in range(5)] == [True] * 5


def test_a_file_of_a_later_version_is_refused(path: Path) -> None:
    Store(path).close()
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version = 1000")
    base.close()
    with pytest.raises(UsageError, match="later version"):
        Store(path)


def test_a_file_that_is_something_else_is_refused_and_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all" * 1000)
    with pytest.raises(StorageUnavailable, match="damaged"):
        Store(path)
    assert path.read_bytes() == b"no database at all" * 1000


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StorageUnavailable) as caught:
        Store(tmp_path / "file" / "grades.sqlite")
    assert "--out" in caught.value.next_step
