"""The authors' proof on a toy exercise: a good one holds, and each way of being bad is caught by its own check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograde.verify import MutationScore, Proof, prove, write_stub
from autograde.verify.cheats import CHEATS
from autograde.verify.mutants import mutants
from autograde.verify.proof import mutation_score
from grader.errors import InvalidExercise, SandboxUnavailable
from grader.model import Exercise
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.process import ProcessSandbox
from grader.sandbox.unsafe import UnsafeSandbox
from tests.judge.conftest import REFERENCE, WRONG, write_exercise

PUBLIC = """
import numpy as np
from grader.judge import case, expect

@case("double", "Twice", "두 배")
def test_public_double(student):
    expect.close(student.double(np.arange(3.0)), 2 * np.arange(3.0), "out")

@case("forward", "Forward", "순전파")
def test_public_forward(student):
    out, _ = student.forward(np.arange(3.0), {"k": 3.0})
    expect.close(out, 3 * np.arange(3.0), "out")

@case("backward", "Backward", "역전파")
def test_public_backward(student):
    _, cache = student.forward(np.ones(3), {"k": 3.0})
    expect.close(student.backward(np.ones(3), cache), 3 * np.ones(3), "dx")
"""

SUITE = """
from grader.judge import case, expect

@case("double", "Twice the input", "입력의 두 배")
def test_double(student, reference, rng):
    x = rng.standard_normal((3, 4)) + 3
    expect.close(student.double(x), lambda: reference.double(x), "out")

@case("forward", "Scaled", "곱해요")
def test_forward(student, reference, rng):
    x, param = rng.standard_normal(5), {"k": 3.0}
    out, _ = student.forward(x, param)
    expect.close(out, reference.forward(x, param)[0], "out")

@case("backward", "Gradient", "기울기", needs=("forward",))
def test_backward(student, rng):
    x, dout = rng.standard_normal(5), rng.standard_normal(5)
    _, cache = student.forward(x, {"k": 3.0})
    expect.gradient(student.backward(dout, cache), 3.0 * dout, "dx")
"""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    spec = SandboxSpec()
    chosen: Sandbox
    try:
        chosen = ProcessSandbox(spec)
    except SandboxUnavailable:
        chosen = UnsafeSandbox(spec)
    yield chosen
    chosen.close()


def course(root: Path, suite: str = SUITE) -> Exercise:
    """The toy exercise, complete: stub, public suite, hidden suite, one known-wrong."""
    exercise = write_exercise(root, suite)
    (exercise.published / "test_public.py").write_text(PUBLIC, encoding="utf-8")
    write_stub(exercise)
    return replace(exercise, limits=replace(exercise.limits, call_seconds=0.5))


def private(exercise: Exercise) -> Path:
    assert exercise.private is not None
    return exercise.private


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def broken(found: Proof) -> list[str]:
    return [check.name for check in found.checks if not check.holds]


def detail(found: Proof, start: str) -> str:
    return next(check.detail for check in found.checks if check.name.startswith(start))


# --- a good exercise -------------------------------------------------------------------------------------

EQUIVALENT = mutants(REFERENCE, 10**6)[0].id


@pytest.fixture(scope="module")
def told() -> list[str]:
    """What was told about the progress of the good proof."""
    return []


@pytest.fixture(scope="module")
def good(sandbox: Sandbox, told: list[str], tmp_path_factory: pytest.TempPathFactory) -> Proof:
    exercise = course(tmp_path_factory.mktemp("good"))
    write(private(exercise) / "equivalent.toml", f'[[equivalent]]\nmutant = {EQUIVALENT!r}\nreason = "a test"\n')
    return prove(exercise, sandbox, progress=told.append)


def test_a_good_exercise_holds_in_every_check(good: Proof) -> None:
    assert broken(good) == []
    assert good.holds
    assert good.cases == 3


def test_every_claim_of_the_contract_is_checked(good: Proof) -> None:
    names = [check.name for check in good.checks]
    assert [name for name in names if name.startswith("cheat")] == [f"cheat {mode} earns 0" for mode in CHEATS]
    assert len([name for name in names if name.startswith("reference earns everything")]) == 5
    for start in ("stub is generated", "stub compiles", "W1 squares loses", "no published file names", "no test breaks",
                  "W1 squares keeps its hint", "reference is told nothing", "backward left undone",
                  "reference passes the public", "stub passes no public", "mutation score 100%"):  # fmt: skip
        assert any(name.startswith(start) for name in names), start


def test_every_mutant_but_the_declared_equivalent_is_counted_and_killed(good: Proof) -> None:
    assert good.mutation is not None
    assert good.mutation.equivalent == 1
    assert good.mutation.killed == good.mutation.total == len(mutants(REFERENCE, 10**6)) - 1


def test_progress_is_told(good: Proof, told: list[str]) -> None:
    assert good.holds
    assert told[:2] == ["stub", "reference"]
    assert set(CHEATS) <= set(told)
    assert told[-1] == "mutants"


# --- an exercise that is bad in many ways, each seen by its own check --------------------------------------


@pytest.fixture(scope="module")
def bad(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Proof:
    exercise = course(tmp_path_factory.mktemp("bad"))
    published, hidden = exercise.published, private(exercise)
    bare = REFERENCE.replace("    # <solution>\n    return 2 * x\n    # </solution>", "    return 2 * x")
    write(hidden / "toy.py", bare)  # the stub on disk is still the one without the answer
    write(hidden / "wrong" / "W2_powers.py", WRONG.replace("return x * x", "return x ** 2"))
    write(
        hidden / "wrong" / "W3_cubes.py", WRONG.replace("x * x", "x ** 3").replace('"test_double"', '"test_backward"')
    )
    write(hidden / "right" / "other.py", REFERENCE.replace("2 * x", "3 * x"))
    write(published / "README.md", "See test_double.\n")
    (published / "test_public.py").unlink()
    return prove(exercise, sandbox, mutation=False, rewrites="none")


def test_a_hint_that_another_known_wrong_takes_away_is_caught(bad: Proof) -> None:
    assert "W2 powers loses points and gets its own hint" in broken(bad)
    assert "hints: ['W1']" in detail(bad, "W2")


def test_a_header_that_names_another_test_is_caught(bad: Proof) -> None:
    assert "W3 cubes loses points and gets its own hint" in broken(bad)
    assert "test_backward" in detail(bad, "W3")


def test_the_name_of_a_hidden_test_in_a_published_file_is_caught(bad: Proof) -> None:
    assert "no published file names a hidden case" in broken(bad)
    assert detail(bad, "no published file") == "README.md: test_double"


def test_a_stale_stub_is_caught(bad: Proof) -> None:
    assert "stub is generated from the reference" in broken(bad)


def test_a_stub_that_still_holds_an_answer_is_caught(bad: Proof) -> None:
    assert "stub compiles and earns 0" in broken(bad)


def test_a_right_solution_in_another_style_must_earn_everything(bad: Proof) -> None:
    assert "right/other.py earns everything" in broken(bad)


def test_a_missing_public_suite_is_caught(bad: Proof) -> None:
    assert "there is a public suite" in broken(bad)


def test_what_is_good_in_a_bad_exercise_is_said_to_be(bad: Proof) -> None:
    assert len(broken(bad)) == 7
    assert not bad.holds


# --- bad suites ----------------------------------------------------------------------------------------------


@pytest.fixture
def proof(sandbox: Sandbox, tmp_path: Path) -> Callable[..., Proof]:
    def run(*edits: tuple[str, str], mutation: bool = False) -> Proof:
        suite = SUITE
        for before, after in edits:
            assert before in suite
            suite = suite.replace(before, after)
        return prove(course(tmp_path, suite), sandbox, mutation=mutation, rewrites="none")

    return run


Prover = Callable[..., Proof]
COMPARES = 'expect.close(student.double(x), lambda: reference.double(x), "out")'


def test_a_suite_that_looks_at_shapes_only_is_caught_by_cheats_and_mutants(proof: Prover) -> None:
    found = proof((COMPARES, "expect.shape(student.double(x), (3, 4))"), mutation=True)
    names = broken(found)
    assert {f"cheat {mode} earns 0" for mode in ("zeros", "ones", "echo", "nan", "constant")} <= set(names)
    assert "W1 squares loses points and gets its own hint" in names
    assert found.mutation is not None
    assert any("double: " in survivor for survivor in found.mutation.survivors)
    assert names[-1].startswith("mutation score")


def test_a_mistake_that_no_test_notices_is_caught(proof: Prover) -> None:
    found = proof(("rng.standard_normal((3, 4)) + 3", "rng.standard_normal((3, 4)) * 0 + 2"))  # 2 + 2 = 2 * 2
    assert broken(found) == ["W1 squares loses points and gets its own hint"]


def test_a_test_that_is_wrong_is_told_apart_from_a_wrong_submission(proof: Prover) -> None:
    found = proof((COMPARES, "goal = reference.double(x)\n    expect.close(student.double(x), goal)"))
    assert "no test breaks on any of these" in broken(found)
    assert "before the student" in detail(found, "no test breaks")


def test_a_test_that_depends_on_the_order_of_running_is_caught(proof: Prover) -> None:
    found = proof(
        ('@case("double"', 'seen = []\n\n@case("double"'),
        ("    x = rng", "    seen.append(1)\n    x = rng"),
        ("    x, param = rng", '    expect.holds(len(seen) > 0, "after double")\n    x, param = rng'),
        ("    x, dout = rng", "    seen.clear()\n    x, dout = rng"),
    )
    names = broken(found)
    assert "reference earns everything (seed 0)" not in names
    assert any(name.startswith("reference earns everything") for name in names)


def test_english_words_without_korean_are_refused_with_their_line(proof: Prover) -> None:
    found = proof(('lambda: reference.double(x), "out")', 'lambda: reference.double(x), "twice the input")'))
    (refused,) = (check for check in found.checks if not check.holds)
    assert refused.name == "words in the suites are in both languages"
    assert refused.detail.startswith('test_hidden.py:7: "twice the input"; write say(')


# --- smaller promises -------------------------------------------------------------------------------------------


def test_an_equivalent_mutant_must_exist(sandbox: Sandbox, tmp_path: Path) -> None:
    exercise = course(tmp_path)
    write(private(exercise) / "equivalent.toml", '[[equivalent]]\nmutant = "no such mutant"\nreason = "none"\n')
    with pytest.raises(InvalidExercise, match="no such mutant"):
        mutation_score(exercise, sandbox, REFERENCE.encode())


def test_an_equivalent_mutant_needs_a_reason(sandbox: Sandbox, tmp_path: Path) -> None:
    exercise = course(tmp_path)
    write(private(exercise) / "equivalent.toml", f"[[equivalent]]\nmutant = {EQUIVALENT!r}\n")
    with pytest.raises(InvalidExercise, match="no reason"):
        mutation_score(exercise, sandbox, REFERENCE.encode())


def test_an_exercise_without_mutants_scores_full() -> None:
    assert MutationScore(0, 0, 0, ()).score == 1.0


def test_writing_a_stub_says_whether_it_changed(tmp_path: Path) -> None:
    exercise = course(tmp_path)
    assert not write_stub(exercise)
    write(exercise.published / "toy.py", "")
    assert write_stub(exercise)
    assert "NotImplementedError" in (exercise.published / "toy.py").read_text(encoding="utf-8")
