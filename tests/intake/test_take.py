"""From a path to a submission: files and folders. Every refusal is one catalogued sentence."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.errors import InvalidSubmission
from grader.intake import take
from grader.intake.caps import ENTRIES, FILE_BYTES, FILES
from grader.model import Exercise, Message

SOURCE = b"def conv_forward_naive(x, w):\n    return x\n"


def folder(root: Path, **files: bytes) -> Path:
    """A folder of sources, by stem."""
    root.mkdir(parents=True, exist_ok=True)
    for stem, content in files.items():
        (root / f"{stem}.py").write_bytes(content)
    return root


def refusal(path: Path, exercise: Exercise) -> Message:
    with pytest.raises(InvalidSubmission) as caught:
        take(path, exercise)
    return caught.value.reason


# --- one file ----------------------------------------------------------------------------------


def test_a_file_is_taken_as_it_is(tmp_path: Path, exercise: Exercise) -> None:
    taken = take(folder(tmp_path, conv_naive=SOURCE) / "conv_naive.py", exercise, student="김민수")

    assert (taken.name, taken.main, taken.files, taken.notes) == (
        "김민수", "conv_naive.py", {"conv_naive.py": SOURCE}, (),
    )  # fmt: skip


def test_a_file_of_any_name_is_taken_with_a_note(tmp_path: Path, exercise: Exercise) -> None:
    taken = take(folder(tmp_path, solution=SOURCE) / "solution.py", exercise)

    assert taken.files == {"conv_naive.py": SOURCE}
    assert taken.notes == (Message("intake.note.renamed", {"name": "solution.py", "filename": "conv_naive.py"}),)


def test_neighbours_of_a_file_are_not_taken(tmp_path: Path, exercise: Exercise) -> None:
    taken = take(folder(tmp_path, conv_naive=SOURCE, layers=SOURCE) / "conv_naive.py", exercise)

    assert list(taken.files) == ["conv_naive.py"]


def test_syntax_is_not_judged_here(tmp_path: Path, exercise: Exercise) -> None:
    assert take(folder(tmp_path, conv_naive=b"def f(:\n") / "conv_naive.py", exercise).files


def test_nothing_that_is_taken_is_executed(tmp_path: Path, exercise: Exercise) -> None:
    marker = tmp_path / "executed"
    trap = f"open({str(marker)!r}, 'w')\n".encode()
    take(folder(tmp_path / "a", conv_naive=trap, layers=trap), exercise)

    assert not marker.exists()


def test_a_missing_file_is_named(tmp_path: Path, exercise: Exercise) -> None:
    path = tmp_path / "conv_naive.py"

    assert refusal(path, exercise) == Message("intake.missing", {"name": str(path), "filename": "conv_naive.py"})


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_an_empty_file_is_refused(tmp_path: Path, exercise: Exercise, content: bytes) -> None:
    path = folder(tmp_path, conv_naive=content) / "conv_naive.py"

    assert refusal(path, exercise) == Message("intake.empty", {"name": "conv_naive.py"})


def test_a_folder_with_the_name_of_a_file_is_refused(tmp_path: Path, exercise: Exercise) -> None:
    path = tmp_path / "conv_naive.py"
    path.mkdir()

    assert refusal(path, exercise).key == "intake.folder_as_file"


@pytest.mark.parametrize("name", ["conv_naive.txt", "conv_naive.tar.gz", "conv_naive", "conv_naive.rar"])
def test_other_kinds_of_files_are_refused(tmp_path: Path, exercise: Exercise, name: str) -> None:
    (tmp_path / name).write_bytes(SOURCE)

    assert refusal(tmp_path / name, exercise).key == "intake.unsupported"


def test_an_oversized_file_is_refused_without_reading_it_all(tmp_path: Path, exercise: Exercise) -> None:
    path = tmp_path / "conv_naive.py"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a sparse terabyte

    assert refusal(path, exercise) == Message("intake.too_large", {"name": "conv_naive.py", "limit_kib": 1024})


def test_a_pipe_is_refused_without_waiting(tmp_path: Path, exercise: Exercise) -> None:
    path = tmp_path / "conv_naive.py"
    os.mkfifo(path)

    assert refusal(path, exercise) == Message("intake.special", {"name": "conv_naive.py"})


def test_a_device_is_refused(tmp_path: Path, exercise: Exercise) -> None:
    path = tmp_path / "conv_naive.py"
    path.symlink_to("/dev/zero")

    assert refusal(path, exercise) == Message("intake.special", {"name": "conv_naive.py"})


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root reads everything, so it steps down for a moment."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_an_unreadable_file_is_refused(tmp_path: Path, exercise: Exercise) -> None:
    path = folder(tmp_path, conv_naive=SOURCE) / "conv_naive.py"
    path.chmod(0)
    with ordinary_user():
        reason = refusal(path, exercise)

    assert reason == Message("intake.unreadable", {"name": "conv_naive.py"})


def test_a_file_in_a_folder_without_permission_is_refused(tmp_path: Path, exercise: Exercise) -> None:
    path = folder(tmp_path / "closed", conv_naive=SOURCE) / "conv_naive.py"
    path.parent.chmod(0)
    with ordinary_user():
        reason = refusal(path, exercise)
    path.parent.chmod(0o700)

    assert reason == Message("intake.unreadable", {"name": "conv_naive.py"})


def test_a_folder_without_permission_is_refused(tmp_path: Path, exercise: Exercise) -> None:
    path = folder(tmp_path / "closed", conv_naive=SOURCE)
    path.chmod(0)
    with ordinary_user():
        reason = refusal(path, exercise)
    path.chmod(0o700)

    assert reason == Message("intake.unreadable", {"name": "closed"})


@pytest.mark.parametrize("name", ["conv\0naive.py", "a" * 5000])
def test_a_path_that_cannot_exist_is_refused(tmp_path: Path, exercise: Exercise, name: str) -> None:
    assert refusal(tmp_path / name, exercise).key in ("intake.missing", "intake.unreadable")


def test_a_loop_of_links_is_refused(tmp_path: Path, exercise: Exercise) -> None:
    (tmp_path / "conv_naive.py").symlink_to("conv_naive.py")

    assert refusal(tmp_path / "conv_naive.py", exercise).key == "intake.unreadable"


def test_a_broken_link_is_a_missing_file(tmp_path: Path, exercise: Exercise) -> None:
    path = tmp_path / "conv_naive.py"
    path.symlink_to(tmp_path / "nowhere")

    assert refusal(path, exercise).key == "intake.missing"


# --- folders -----------------------------------------------------------------------------------


def test_plain_modules_beside_the_main_file_are_taken(tmp_path: Path, exercise: Exercise) -> None:
    taken = take(folder(tmp_path / "a", conv_naive=SOURCE, layers=b"x = 1\n", empty=b""), exercise)

    assert taken.files == {"conv_naive.py": SOURCE, "layers.py": b"x = 1\n", "empty.py": b""}
    assert taken.notes == ()


def test_the_name_with_hyphens_means_the_main_file(tmp_path: Path, exercise: Exercise) -> None:
    root = tmp_path / "a"
    root.mkdir()
    (root / "conv-naive.py").write_bytes(SOURCE)
    taken = take(root, exercise)

    assert taken.files == {"conv_naive.py": SOURCE}
    assert [note.key for note in taken.notes] == ["intake.note.renamed"]


def test_everything_else_is_left_out_with_a_note(tmp_path: Path, exercise: Exercise) -> None:
    root = folder(tmp_path / "a", conv_naive=SOURCE, conftest=b"raise SystemExit\n", test_mine=SOURCE)
    (root / "data.npz").write_bytes(b"\0" * 100)
    (root / "lib").mkdir()
    taken = take(root, exercise)

    assert list(taken.files) == ["conv_naive.py"]
    assert taken.notes == (
        Message(
            "intake.note.ignored",
            {"filename": "conv_naive.py", "count": 4, "names": "conftest.py, data.npz, lib, test_mine.py"},
        ),
    )


def test_the_handout_and_what_systems_leave_behind_are_left_out_silently(tmp_path: Path, exercise: Exercise) -> None:
    root = folder(tmp_path / "a", conv_naive=SOURCE, test_public=SOURCE)
    for name in (".git", "__pycache__", "__MACOSX"):
        (root / name).mkdir()
    for name in ("README.md", "README.ko.md", ".DS_Store", "__init__.py"):
        (root / name).write_bytes(b"\xff")

    assert take(root, exercise).notes == ()


@pytest.mark.parametrize("stem", ["random", "numpy", "torch", "pytest", "grader"])
def test_a_module_that_shadows_another_is_left_out_with_a_note(tmp_path: Path, exercise: Exercise, stem: str) -> None:
    taken = take(folder(tmp_path / "a", **{"conv_naive": SOURCE, stem: b"x = 1\n"}), exercise)

    assert list(taken.files) == ["conv_naive.py"]
    assert taken.notes == (Message("intake.note.shadows", {"name": f"{stem}.py"}),)


def test_a_link_beside_the_main_file_is_not_followed(tmp_path: Path, exercise: Exercise) -> None:
    root = folder(tmp_path / "a", conv_naive=SOURCE)
    (root / "layers.py").symlink_to("/etc/passwd")

    assert list(take(root, exercise).files) == ["conv_naive.py"]


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda path: path.symlink_to("/etc/passwd"), "intake.link"),
        (os.mkfifo, "intake.special"),
        (lambda path: path.mkdir(), "intake.folder_as_file"),
        (lambda path: path.write_bytes(b""), "intake.empty"),
    ],
)
def test_the_main_file_of_a_folder_is_a_regular_file(
    tmp_path: Path, exercise: Exercise, make: Callable[[Path], object], key: str
) -> None:
    root = folder(tmp_path / "a")
    make(root / "conv_naive.py")

    assert refusal(root, exercise).key == key


def test_a_folder_without_sources_says_what_is_missing(tmp_path: Path, exercise: Exercise) -> None:
    reason = refusal(folder(tmp_path / "alice"), exercise)

    assert reason == Message("intake.main_missing", {"filename": "conv_naive.py", "name": "alice"})


def test_the_only_other_source_is_named_so_that_it_can_be_renamed(tmp_path: Path, exercise: Exercise) -> None:
    reason = refusal(folder(tmp_path / "alice", Conv_Naive=SOURCE, test_public=SOURCE), exercise)

    assert reason == Message(
        "intake.main_renamed", {"filename": "conv_naive.py", "name": "alice", "found": "Conv_Naive.py"}
    )


def test_several_other_sources_are_counted(tmp_path: Path, exercise: Exercise) -> None:
    reason = refusal(folder(tmp_path / "alice", a=SOURCE, b=SOURCE), exercise)

    assert reason == Message("intake.main_unclear", {"filename": "conv_naive.py", "name": "alice", "count": 2})


def test_a_folder_in_a_folder_is_looked_through(tmp_path: Path, exercise: Exercise) -> None:
    folder(tmp_path / "alice" / "conv_naive", conv_naive=SOURCE)

    assert take(tmp_path / "alice", exercise).files == {"conv_naive.py": SOURCE}


def test_twenty_sources_are_taken(tmp_path: Path, exercise: Exercise) -> None:
    modules = {f"m{i}": b"x = 1\n" for i in range(FILES - 1)}

    assert len(take(folder(tmp_path / "a", conv_naive=SOURCE, **modules), exercise).files) == FILES


def test_more_sources_are_refused(tmp_path: Path, exercise: Exercise) -> None:
    modules = {f"m{i}": b"x = 1\n" for i in range(FILES)}

    assert refusal(folder(tmp_path / "a", conv_naive=SOURCE, **modules), exercise).key == "intake.too_many_files"


def test_sources_that_are_too_large_together_are_refused(tmp_path: Path, exercise: Exercise) -> None:
    modules = {f"m{i}": b"#" * FILE_BYTES for i in range(8)}
    reason = refusal(folder(tmp_path / "a", conv_naive=SOURCE, **modules), exercise)

    assert reason == Message("intake.too_large_together", {"limit_kib": 8192, "filename": "conv_naive.py"})


def test_a_folder_with_endless_names_is_refused(tmp_path: Path, exercise: Exercise) -> None:
    root = folder(tmp_path / "a", conv_naive=SOURCE)
    for number in range(ENTRIES):
        (root / f"{number}").touch()

    assert refusal(root, exercise) == Message("intake.too_many_entries", {"name": "a", "limit": ENTRIES})


def test_a_module_that_is_no_text_is_refused_by_name(tmp_path: Path, exercise: Exercise) -> None:
    reason = refusal(folder(tmp_path / "a", conv_naive=SOURCE, layers=b"x\n\xff"), exercise)

    assert reason == Message("intake.not_utf8", {"name": "layers.py", "line": 2})


# --- digests -----------------------------------------------------------------------------------


def test_the_digest_does_not_depend_on_the_container(
    tmp_path: Path, exercise: Exercise, zipped: Callable[..., Path]
) -> None:
    root = folder(tmp_path / "a", conv_naive=SOURCE)
    archive = zipped(("top/conv_naive.py", SOURCE), ("top/README.md", b"text"))
    digests = {take(path, exercise).digest for path in (root, root / "conv_naive.py", archive)}

    assert len(digests) == 1


def test_the_digest_depends_on_contents_and_names(tmp_path: Path, exercise: Exercise) -> None:
    digests = {
        take(folder(tmp_path / "a", conv_naive=SOURCE), exercise).digest,
        take(folder(tmp_path / "b", conv_naive=SOURCE + b"\n"), exercise).digest,
        take(folder(tmp_path / "c", conv_naive=SOURCE, m=b"x"), exercise).digest,
        take(folder(tmp_path / "d", conv_naive=SOURCE, n=b"x"), exercise).digest,
    }

    assert len(digests) == 4
