"""Folders become records; what is malformed is named with its file, its field and the next step."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader import catalog
from grader.errors import InvalidExercise, UsageError
from grader.model import Exercise, Kind, Limits, Task, Text

MANIFEST = Path("exercises/01_building_blocks/scale/exercise.toml")
PRIVATE = Path("solutions/01_building_blocks/scale")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def scale(course: Path) -> Exercise:
    return catalog.open_course(course).get("scale")


# --- reading -------------------------------------------------------------------------------


def test_an_exercise_is_read_completely(course: Path) -> None:
    folder = course / "exercises" / "01_building_blocks" / "scale"
    assert scale(course) == Exercise(
        number=4,
        slug="scale",
        module="01_building_blocks",
        kind=Kind.NUMPY,
        tier="core",
        title=Text("Scale", "크기 바꾸기"),
        summary=Text("Scale an array.", "배열의 크기를 바꿔요."),
        tasks=(Task("scale", 7, Text("Scaling", "크기 조절")), Task("unscale", 3, Text("Unscaling", "되돌리기"))),
        limits=Limits(call_seconds=2.0, memory_mib=512),
        devices=("cpu",),
        forbidden=("torch", "numpy.convolve"),
        published=folder,
        private=course / PRIVATE,
    )


def test_exercises_are_sorted_by_number(larger_course: Path) -> None:
    assert [e.number for e in catalog.open_course(larger_course).exercises] == [4, 38]


def test_a_folder_without_a_manifest_is_no_exercise(course: Path) -> None:
    (course / "exercises" / "01_building_blocks" / "draft").mkdir()

    assert len(catalog.open_course(course).exercises) == 1


def test_without_solutions_there_is_no_private_part(course: Path) -> None:
    shutil.rmtree(course / "solutions")

    assert scale(course).private is None


def test_opening_a_course_executes_nothing_of_it(course: Path) -> None:
    trap = "raise SystemExit('executed')\n"
    for path in [*course.rglob("scale.py"), *course.rglob("test_*.py")]:
        path.write_text(trap, encoding="utf-8")

    assert scale(course).slug == "scale"


def test_importing_the_catalogue_does_not_import_pydantic() -> None:
    code = "import sys, grader.catalog; sys.exit('pydantic' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- keys ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key", ["38", "038", "conv-naive", "conv_naive", "Conv-Naive", "00_early/conv_naive", "00-early/conv-naive/",
            "00_early/38", "exercises/00_early/conv_naive"]
)  # fmt: skip
def test_an_exercise_answers_to_its_names(larger_course: Path, key: str) -> None:
    assert catalog.open_course(larger_course).get(key).number == 38


@pytest.mark.parametrize("key", ["", "3", "conv", "01_building_blocks/conv_naive", "..", "/"])
def test_other_keys_name_nothing(larger_course: Path, key: str) -> None:
    with pytest.raises(UsageError):
        catalog.open_course(larger_course).get(key)


def test_a_misspelt_key_is_answered_with_the_nearest_name(larger_course: Path) -> None:
    with pytest.raises(UsageError) as caught:
        catalog.open_course(larger_course).get("conv-naiv")

    assert caught.value.next_step == "Did you mean conv-naive?"


# --- finding a course ------------------------------------------------------------------------


def test_the_nearest_course_above_is_found(course: Path) -> None:
    deep = course / "exercises" / "01_building_blocks" / "scale"

    assert catalog.find_course(None, deep).root == course


def test_an_explicit_folder_wins(course: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(course, other)

    assert catalog.find_course(other, course).root == other


def test_an_unrelated_folder_called_exercises_is_passed_over(course: Path) -> None:
    below = course / "week1"
    (below / "exercises" / "notes").mkdir(parents=True)

    assert catalog.find_course(None, below).root == course


def test_the_copy_inside_the_wheel_is_the_last_resort(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site-packages"
    shutil.copytree(course / "exercises", site / "autograde" / "_course" / "exercises")
    monkeypatch.setattr(catalog, "__file__", str(site / "grader" / "catalog.py"))

    assert catalog.find_course(None, Path("/")).root == site.resolve() / "autograde" / "_course"


def test_no_course_anywhere_says_how_to_name_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "__file__", str(tmp_path / "site" / "grader" / "catalog.py"))

    with pytest.raises(UsageError, match="no course at or above") as caught:
        catalog.find_course(None, Path("/"))

    assert "--course" in caught.value.next_step


def test_an_explicit_folder_without_exercises_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no course"):
        catalog.find_course(tmp_path, tmp_path)


# --- malformed exercises ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("number = 4", "number = 0", "number: Input should be greater than 0, not 0"),
        ("number = 4", 'number = "4"', "number: Input should be a valid integer"),
        ("number = 4", "number = true", "number: Input should be a valid integer"),
        ("number = 4", "number = ", "not valid TOML"),
        ("number = 4\n", "", "number: missing"),
        ('slug = "scale"', 'slug = "scale_it"', "slug: 'scale_it' differs from its folder 'scale'"),
        ('slug = "scale"', 'slug = "Scale-It"', "slug: String should match"),
        ('slug = "scale"', 'slug = "random"', "slug: this name belongs to Python itself"),
        ('kind = "numpy"', 'kind = "jax"', "kind: Input should be 'numpy', 'torch' or 'quiz', not 'jax'"),
        ('tier = "core"', 'tier = "hard"', "tier: Input should be 'core'"),
        ('ko = "크기 바꾸기"', 'ko = " "', "title.ko: String should have at least 1 character"),
        ('{ en = "Scale", ko = "크기 바꾸기" }', '{ en = "Scale" }', "title.ko: missing"),
        ('devices = ["cpu"]', "devices = []", "devices: List should have at least 1 item"),
        ('devices = ["cpu"]', 'devices = ["cpu", "cpu"]', "devices: listed more than once: cpu"),
        ('devices = ["cpu"]', 'devices = ["tpu"]', "devices[0]: Input should be 'cpu' or 'cuda'"),
        ('"torch"', '"import torch"', "forbidden[0]: String should match"),
        ("memory_mib = 512", "memory_mb = 512", "limits.memory_mb: unknown field"),
        ("memory_mib = 512", "memory_mib = 0.5", "limits.memory_mib: Input should be a valid integer"),
        ("call_seconds = 2", "call_seconds = -1", "limits.call_seconds: Input should be greater than 0"),
        ("call_seconds = 2", "call_seconds = inf", "limits.call_seconds: Input should be a finite number"),
        ("points = 7", "points = 7.5", "tasks[0].points: Input should be a valid integer"),
        ("points = 3", "points = 0", "tasks[1].points: Input should be greater than 0"),
        ('name = "unscale"', 'name = "scale"', "tasks: listed more than once: scale"),
        ('name = "unscale"', 'name = "un-scale"', "tasks[1].name: expected a Python name"),
        ('name = "unscale"', 'name = "class"', "tasks[1].name: expected a Python name"),
    ],
)
def test_a_malformed_manifest_names_file_and_field(course: Path, old: str, new: str, complaint: str) -> None:
    edit(course / MANIFEST, old, new)

    with pytest.raises(InvalidExercise) as caught:
        catalog.open_course(course)

    assert str(course / MANIFEST) in caught.value.message
    assert complaint in caught.value.message
    assert caught.value.next_step


def test_an_exercise_without_tasks_is_refused(course: Path) -> None:
    text = (course / MANIFEST).read_text(encoding="utf-8")
    (course / MANIFEST).write_text(text.partition("[[tasks]]")[0], encoding="utf-8")

    with pytest.raises(InvalidExercise, match="tasks: missing"):
        catalog.open_course(course)


def test_many_defects_are_counted(course: Path) -> None:
    (course / MANIFEST).write_text("number = 0\n", encoding="utf-8")

    with pytest.raises(InvalidExercise, match=r"number: .*slug: .*kind: .*\(and 4 more\)"):
        catalog.open_course(course)


def test_a_manifest_in_another_encoding_is_refused(course: Path) -> None:
    (course / MANIFEST).write_bytes("title = '바꾸기'".encode("cp949"))

    with pytest.raises(InvalidExercise, match="not UTF-8"):
        catalog.open_course(course)


def test_two_exercises_with_one_number_are_refused(larger_course: Path) -> None:
    edit(larger_course / "exercises/00_early/conv_naive/exercise.toml", "number = 38", "number = 4")

    with pytest.raises(InvalidExercise, match="number: 4 belongs to 00_early/conv_naive already"):
        catalog.open_course(larger_course)


def test_a_module_folder_has_two_digits_and_a_name(course: Path) -> None:
    (course / "exercises" / "01_building_blocks").rename(course / "exercises" / "basics")

    with pytest.raises(InvalidExercise, match="the module folder 'basics'"):
        catalog.open_course(course)


def test_a_published_exercise_needs_its_stub(course: Path) -> None:
    shutil.rmtree(course / "solutions")
    (course / MANIFEST).with_name("scale.py").unlink()

    with pytest.raises(InvalidExercise, match="the stub is missing"):
        catalog.open_course(course)


# --- the hidden part -------------------------------------------------------------------------


def test_the_reference_is_handed_out_as_bytes(course: Path) -> None:
    assert catalog.reference_source(scale(course)) == (course / PRIVATE / "scale.py").read_bytes()


def test_a_known_wrong_is_the_reference_with_its_overlay(course: Path) -> None:
    (wrong,) = catalog.known_wrongs(scale(course))
    names: dict[str, object] = {}
    exec(wrong.source, names)

    assert (wrong.id, wrong.name, wrong.fails) == ("W1", "adds", ("test_scale",))
    assert wrong.hint == Text("Multiply, do not add.", "더하지 말고 곱해요.")
    assert names["scale"](3, 4) == 7  # type: ignore[operator]
    assert names["unscale"](8, 4) == 2  # type: ignore[operator]


def test_known_wrongs_are_sorted_by_number(course: Path) -> None:
    folder = course / PRIVATE / "wrong"
    for number in (10, 2):
        shutil.copy(folder / "W1_adds.py", folder / f"W{number}_more.py")

    assert [wrong.id for wrong in catalog.known_wrongs(scale(course))] == ["W1", "W2", "W10"]


def test_an_exercise_may_have_no_known_wrongs(course: Path) -> None:
    shutil.rmtree(course / PRIVATE / "wrong")

    assert catalog.known_wrongs(scale(course)) == ()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('fails = ["test_scale"]', "fails = []", "fails: List should have at least 1 item"),
        ('fails = ["test_scale"]', 'fails = ["test_scale[0]"]', "fails[0]: expected a Python name"),
        ("hint = {", "hnit = {", "hint: missing"),
        ('"""\ntitle', '"""\ntitle title', "not valid TOML"),
        ("return x + factor", "return x +", "no valid Python"),
        ("\n\ndef scale", "\n\nfrom __future__ import annotations\n\ndef scale", "appended to the reference"),
    ],
)
def test_a_malformed_known_wrong_is_named(course: Path, old: str, new: str, complaint: str) -> None:
    edit(course / PRIVATE / "wrong" / "W1_adds.py", old, new)

    with pytest.raises(InvalidExercise) as caught:
        catalog.known_wrongs(scale(course))

    assert "W1_adds.py" in caught.value.message
    assert complaint in caught.value.message


def test_a_known_wrong_without_docstring_is_refused(course: Path) -> None:
    (course / PRIVATE / "wrong" / "W1_adds.py").write_text("x = 1\n", encoding="utf-8")

    with pytest.raises(InvalidExercise, match="no docstring"):
        catalog.known_wrongs(scale(course))


@pytest.mark.parametrize("name", ["wrong.py", "W_adds.py", "W2-adds.py", "W2_Adds.py"])
def test_a_known_wrong_has_a_number_and_a_name(course: Path, name: str) -> None:
    folder = course / PRIVATE / "wrong"
    shutil.copy(folder / "W1_adds.py", folder / name)

    with pytest.raises(InvalidExercise, match="unexpected file name"):
        catalog.known_wrongs(scale(course))


def test_two_known_wrongs_with_one_number_are_refused(course: Path) -> None:
    folder = course / PRIVATE / "wrong"
    shutil.copy(folder / "W1_adds.py", folder / "W01_more.py")

    with pytest.raises(InvalidExercise, match="two files are called W1"):
        catalog.known_wrongs(scale(course))


def test_asking_for_the_hidden_part_without_it_is_a_usage_error(course: Path) -> None:
    shutil.rmtree(course / "solutions")

    with pytest.raises(UsageError, match="hidden part of 01_building_blocks/scale is not installed"):
        catalog.known_wrongs(scale(course))


def test_a_missing_reference_is_an_invalid_exercise(course: Path) -> None:
    (course / PRIVATE / "scale.py").unlink()

    with pytest.raises(InvalidExercise, match=r"scale\.py: cannot be read"):
        catalog.reference_source(scale(course))


@pytest.mark.parametrize(
    ("suite", "file"), [("hidden", PRIVATE / "test_hidden.py"), ("public", MANIFEST.with_name("test_public.py"))]
)
def test_suites_are_found_and_missing_ones_named(course: Path, suite: catalog.Suite, file: Path) -> None:
    assert catalog.suite_path(scale(course), suite) == course / file
    (course / file).unlink()

    with pytest.raises(InvalidExercise, match=f"the {suite} suite is missing"):
        catalog.suite_path(scale(course), suite)


# --- digests ---------------------------------------------------------------------------------


def test_digests_do_not_depend_on_the_place(course: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(course, copy)

    assert catalog.exercise_digest(scale(course)) == catalog.exercise_digest(scale(copy))
    assert catalog.suite_digest(scale(course), "hidden") == catalog.suite_digest(scale(copy), "hidden")


@pytest.mark.parametrize("file", ["test_hidden.py", "scale.py", "wrong/W1_adds.py"])
def test_what_judges_is_part_of_the_hidden_digest(course: Path, file: str) -> None:
    before = catalog.suite_digest(scale(course), "hidden")
    edit(course / PRIVATE / file, "def ", "def  ")

    assert catalog.suite_digest(scale(course), "hidden") != before


@pytest.mark.parametrize("file", ["exercise.toml", "scale.py", "test_public.py"])
def test_what_is_published_is_part_of_the_exercise_digest(course: Path, file: str) -> None:
    before = catalog.exercise_digest(scale(course))
    path = (course / MANIFEST).with_name(file)
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")

    assert catalog.exercise_digest(scale(course)) != before


def test_renaming_a_file_changes_the_digest(course: Path) -> None:
    readme = (course / MANIFEST).with_name("README.md")
    readme.write_text("text", encoding="utf-8")
    before = catalog.exercise_digest(scale(course))
    readme.rename(readme.with_name("README.ko.md"))

    assert catalog.exercise_digest(scale(course)) != before


@pytest.mark.parametrize("file", ["__pycache__/x.pyc", ".DS_Store", "design.md"])
def test_caches_and_prose_do_not_change_the_hidden_digest(course: Path, file: str) -> None:
    before = catalog.suite_digest(scale(course), "hidden")
    path = course / PRIVATE / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")

    assert catalog.suite_digest(scale(course), "hidden") == before


def test_the_public_digest_covers_the_public_suite(course: Path) -> None:
    before = catalog.suite_digest(scale(course), "public")
    edit((course / MANIFEST).with_name("test_public.py"), "test_scale", "test_other")

    assert catalog.suite_digest(scale(course), "public") != before
