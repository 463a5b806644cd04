"""check, grade, report and verify on a real exercise, judge and sandbox."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograde import grading
from autograde.store import Store
from grader.catalog import Course, reference_source
from grader.errors import SandboxUnavailable
from tests.cli.conftest import Autograde, Ran

SECRET = {"AUTOGRADE_SECRET": "a secret of the tests alone"}
GLOBAL_MEAN = "def center(x):\n    return x - x.mean()\n"
CRASH = "def center(x):\n    return 1 / 0\n"


@pytest.fixture
def isolated() -> None:
    """Skips, visibly, where no real boundary exists."""
    try:
        grading.inspect_sandbox(grading.Policy())
    except SandboxUnavailable as error:
        pytest.skip(f"no isolation here: {error.message}")


@pytest.fixture
def cohort(course: Course, tmp_path: Path) -> Path:
    """Right, wrong in a known way, crashing, not readable, missing."""
    root = tmp_path / "cohort"
    right = reference_source(course.get("centering"))
    works = {
        "mina": right,
        "김민서": GLOBAL_MEAN.encode(),
        "jun": CRASH.encode(),
        "Ana": b"\xff\xfe\x00",
        "absent": None,
    }
    for student, source in works.items():
        (root / student).mkdir(parents=True)
        if source is not None:
            (root / student / "centering.py").write_bytes(source)
    return root


@pytest.fixture
def grade(autograde: Autograde, course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Autograde:
    monkeypatch.setenv("AUTOGRADE_SECRET", SECRET["AUTOGRADE_SECRET"])

    def ran(*argv: str | Path) -> Ran:
        return autograde("grade", *argv, "--course", course.root, "--out", tmp_path / "out", "--workers", "2")

    return ran


pytestmark = pytest.mark.usefixtures("isolated")


def test_check_of_a_right_answer_passes(course: Course, cohort: Path, autograde: Autograde) -> None:
    ran = autograde("check", cohort / "mina", "--course", course.root)
    assert ran.code == 0
    assert "Practice run" in ran.err


def test_check_of_a_wrong_answer_says_what_is_wrong_and_exits_with_1(
    course: Course, cohort: Path, autograde: Autograde
) -> None:
    ran = autograde("check", cohort / "jun" / "centering.py", "--course", course.root)
    assert ran.code == 1
    assert "ZeroDivisionError" in ran.out


def test_check_of_a_file_that_cannot_be_taken_exits_with_3(course: Course, cohort: Path, autograde: Autograde) -> None:
    assert autograde("check", cohort / "Ana", "--course", course.root).code == 3


def test_check_as_json_prints_the_report_and_nothing_else(course: Course, cohort: Path, autograde: Autograde) -> None:
    ran = autograde("check", cohort / "mina", "--course", course.root, "--json")
    assert (ran.document["schema"], ran.document["verdict"], ran.err) == ("autograde.report/1", "accepted", "")


def test_check_without_an_answer_says_how_to_begin(course: Course, tmp_path: Path, autograde: Autograde) -> None:
    ran = autograde("check", tmp_path, "--course", course.root)
    assert ran.code == 2
    assert "autograde start" in ran.err


def test_grade_gives_every_student_one_row(cohort: Path, grade: Autograde) -> None:
    ran = grade(cohort, "--json")
    assert ran.code == 0
    rows = {row["student"]: (row["verdict"], row["earned_milli"]) for row in ran.document["reports"]}
    assert rows.pop("김민서")[0] == "wrong_answer"
    assert rows == {
        "mina": ("accepted", 10_000),
        "jun": ("runtime_error", 0),
        "Ana": ("invalid_submission", 0),
        "absent": ("skipped", 0),
    }


def test_grade_names_a_known_mistake(cohort: Path, grade: Autograde) -> None:
    assert "One mean for everything" in grade(cohort).out


def test_grade_writes_a_page_for_every_report_and_links_all_of_them(
    cohort: Path, grade: Autograde, tmp_path: Path
) -> None:
    grade(cohort)
    pages = {path.name for path in (tmp_path / "out" / "reports" / "centering").iterdir()}
    assert pages == {
        f"{name}.{form}" for name in ("mina", "김민서", "jun", "Ana", "absent") for form in ("json", "html")
    }
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert 'href="reports/centering/%EA%B9%80%EB%AF%BC%EC%84%9C.html"' in index


def test_grading_again_gives_the_same_report_times_set_aside(cohort: Path, grade: Autograde, tmp_path: Path) -> None:
    def graded() -> object:
        grade(cohort / "김민서", "--fresh")
        (path,) = (tmp_path / "out").rglob("*.json")
        return _without_times(json.loads(path.read_text(encoding="utf-8")))

    assert graded() == graded()


def _without_times(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_times(part) for key, part in value.items() if not key.endswith("_seconds")}
    return [_without_times(part) for part in value] if isinstance(value, list) else value


def test_grade_of_one_submission_prints_its_report(cohort: Path, grade: Autograde) -> None:
    ran = grade(cohort / "mina" / "centering.py", "--lang", "ko")
    assert ran.code == 0
    assert "학생: mina" in ran.out


def test_the_secret_is_nowhere_in_what_grade_writes(cohort: Path, grade: Autograde, tmp_path: Path) -> None:
    ran = grade(cohort)
    written = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    with Store(tmp_path / "out" / "grades.sqlite") as store:
        kept = "".join(store.report(number) for number in range(1, 6))
    assert SECRET["AUTOGRADE_SECRET"] not in "".join([ran.out, ran.err, written.decode("utf-8", "replace"), kept])


def test_a_stronger_boundary_than_there_is_can_be_required(cohort: Path, grade: Autograde, tmp_path: Path) -> None:
    ran = grade(cohort, "--require-tier", "9")
    assert (ran.code, (tmp_path / "out").exists()) == (4, False)


def test_grade_does_not_run_other_peoples_code_without_a_boundary(cohort: Path, grade: Autograde) -> None:
    assert grade(cohort, "--sandbox", "unsafe").code == 4


def test_grade_runs_your_own_code_without_a_boundary_when_you_say_so(cohort: Path, grade: Autograde) -> None:
    ran = grade(cohort / "mina", "--sandbox", "unsafe", "--trusted", "--json")
    assert [row["verdict"] for row in ran.document["reports"]] == ["accepted"]
    assert "no boundary" in ran.err


def test_a_broken_suite_is_our_fault_and_costs_nobody_a_point(cohort: Path, grade: Autograde, course: Course) -> None:
    private = course.get("centering").private
    assert private is not None
    (private / "test_hidden.py").write_text("import nonsense_that_is_not_installed\n", encoding="utf-8")
    ran = grade(cohort, "--json")
    assert ran.code == 5
    assert {row["student"] for row in ran.document["reports"] if row["verdict"] == "judge_error"} == {
        "mina",
        "jun",
        "김민서",
    }
    assert not any(row["scored"] for row in ran.document["reports"] if row["verdict"] == "judge_error")


@pytest.mark.parametrize("form", ["text", "html", "md", "junit", "json"])
def test_report_shows_a_written_report_in_every_format(
    form: str, cohort: Path, grade: Autograde, autograde: Autograde
) -> None:
    written = grade(cohort / "김민서", "--json").document["reports"][0]["report"]
    ran = autograde("report", written, "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert "김민서" in ran.out


def test_report_of_something_else_is_a_usage_error(tmp_path: Path, autograde: Autograde) -> None:
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    assert autograde("report", tmp_path / "x.json").code == 2
    assert autograde("report", tmp_path / "missing.json").code == 2


@pytest.mark.slow
def test_a_new_exercise_verifies_as_it_is(course: Course, autograde: Autograde) -> None:
    ran = autograde("verify", "--all", "--course", course.root)
    assert (ran.code, "BROKEN" in ran.out) == (0, False)


def test_verify_names_the_claim_that_does_not_hold(course: Course, autograde: Autograde) -> None:
    exercise = course.get("centering")
    (exercise.published / "centering.py").write_text("x = 1\n", encoding="utf-8")
    ran = autograde("verify", "centering", "--no-mutation", "--course", course.root)
    assert ran.code == 1
    assert "stub is generated from the reference" in ran.out


def test_verify_asks_which_exercises(course: Course, autograde: Autograde) -> None:
    assert autograde("verify", "--course", course.root).code == 2


def test_doctor_says_that_this_machine_can_grade(autograde: Autograde) -> None:
    ran = autograde("doctor", "--json")
    assert ran.code == 0
    assert ran.document["sandbox"]["tier"] >= 1
