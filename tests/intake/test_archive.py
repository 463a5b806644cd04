"""Zips of strangers: chosen entries are unpacked in memory, everything hostile is refused by reason."""

from __future__ import annotations

import io
import resource
import stat
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import InvalidSubmission
from grader.intake import take
from grader.intake.caps import ENTRIES
from grader.model import Exercise, Message

SOURCE = b"def conv_forward_naive(x, w):\n    return x\n"
Zipped = Callable[..., Path]


def refusal(path: Path, exercise: Exercise) -> Message:
    with pytest.raises(InvalidSubmission) as caught:
        take(path, exercise)
    return caught.value.reason


def special(name: str, kind: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (kind | 0o644) << 16
    return info


def patched(path: Path, old: bytes, new: bytes) -> Path:
    """Replace bytes of the file, all of equal length, headers and table of contents alike."""
    assert len(old) == len(new)
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new))
    return path


# --- what is taken -----------------------------------------------------------------------------


def test_a_flat_zip_is_taken(exercise: Exercise, zipped: Zipped) -> None:
    taken = take(zipped(("conv_naive.py", SOURCE), ("layers.py", b"x = 1\n")), exercise)

    assert taken.files == {"conv_naive.py": SOURCE, "layers.py": b"x = 1\n"}


@pytest.mark.parametrize("top", ["conv_naive/", "김민수/", "my homework/"])
def test_one_folder_on_top_is_looked_through(exercise: Exercise, zipped: Zipped, top: str) -> None:
    path = zipped((top, b""), (top + "conv_naive.py", SOURCE), ("__MACOSX/._conv_naive.py", b"\0"))

    assert take(path, exercise).files == {"conv_naive.py": SOURCE}


def test_deeper_folders_are_left_out(exercise: Exercise, zipped: Zipped) -> None:
    taken = take(zipped(("conv_naive.py", SOURCE), ("old/conv_naive.py", b"x = 1\n")), exercise)

    assert taken.files == {"conv_naive.py": SOURCE}
    assert taken.notes[0].params["names"] == "old"


def test_data_beside_the_source_is_never_unpacked(exercise: Exercise, zipped: Zipped) -> None:
    path = zipped(("conv_naive.py", SOURCE), ("data.npz", b"\0" * (1 << 20)))

    assert list(take(path, exercise).files) == ["conv_naive.py"]


def test_names_in_cp949_without_a_flag_are_shown_in_korean(exercise: Exercise, zipped: Zipped) -> None:
    path = zipped(("conv_naive.py", SOURCE), ("#" * 8 + ".txt", b""))
    patched(path, b"#" * 8 + b".txt", b"####" + "풀이".encode("cp949") + b".txt")

    assert take(path, exercise).notes[0].params["names"] == "####풀이.txt"


def test_a_zip_without_the_main_file_names_the_other_one(exercise: Exercise, zipped: Zipped) -> None:
    reason = refusal(zipped(("conv.py", SOURCE)), exercise)

    assert reason == Message(
        "intake.main_renamed", {"filename": "conv_naive.py", "name": "hand-in.zip", "found": "conv.py"}
    )


def test_a_notebook_in_a_zip_is_taken(exercise: Exercise, zipped: Zipped, notebook: Callable[..., Path]) -> None:
    path = zipped(("top/conv_naive.ipynb", notebook("def f(): ...").read_bytes()))

    assert take(path, exercise).notes[0].key == "intake.note.notebook_cells"


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("../conv_naive.py", "intake.archive_parent"),
        ("/conv_naive.py", "intake.archive_absolute"),
        ("C:/conv_naive.py", "intake.archive_backslash"),
        ("a\\conv_naive.py", "intake.archive_backslash"),
        ("nul.py", "intake.archive_reserved"),
        ("conv\tnaive.py", "intake.archive_control"),
    ],
)
def test_a_hostile_path_is_refused_beside_a_good_file(exercise: Exercise, zipped: Zipped, name: str, key: str) -> None:
    reason = refusal(zipped(("conv_naive.py", SOURCE), (name, SOURCE)), exercise)

    assert reason == Message(key, {"name": name})


def test_a_name_with_a_hidden_end_is_refused(exercise: Exercise, zipped: Zipped) -> None:
    path = patched(zipped(("conv_naive.py#.txt", SOURCE)), b"py#.txt", b"py\0.txt")

    assert refusal(path, exercise).key == "intake.archive_control"


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (stat.S_IFLNK, "intake.archive_link"),
        (stat.S_IFIFO, "intake.archive_special"),
        (stat.S_IFCHR, "intake.archive_special"),
        (stat.S_IFBLK, "intake.archive_special"),
        (stat.S_IFSOCK, "intake.archive_special"),
    ],
)
def test_an_entry_that_is_no_regular_file_is_refused(exercise: Exercise, zipped: Zipped, kind: int, key: str) -> None:
    path = zipped(("conv_naive.py", SOURCE), (special("layers.py", kind), b"/etc/passwd"))

    assert refusal(path, exercise) == Message(key, {"name": "layers.py"})


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("first", "second"),
    [("conv_naive.py", "conv_naive.py"), ("conv_naive.py", "CONV_NAIVE.PY"), ("a/", "A"), ("\uac00", "\u1100\u1161")],
)
def test_two_entries_that_one_disk_cannot_hold_are_refused(
    exercise: Exercise, zipped: Zipped, first: str, second: str
) -> None:
    reason = refusal(zipped((first, SOURCE), (second, SOURCE)), exercise)

    assert reason == Message("intake.archive_twice", {"name": second})


def test_a_protected_zip_is_refused(exercise: Exercise, zipped: Zipped) -> None:
    path = zipped(("conv_naive.py", SOURCE))
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(content)

    assert refusal(path, exercise).key == "intake.archive_encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_unusual_compression_is_refused(exercise: Exercise, tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("conv_naive.py", SOURCE)

    assert refusal(path, exercise).key == "intake.archive_method"


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"Rar!\x1a\7\0", b"\x1f\x8b" + b"\0" * 40, SOURCE])
def test_what_is_no_zip_is_refused(exercise: Exercise, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)

    assert refusal(path, exercise) == Message("intake.archive_invalid", {"name": "a.zip"})


def test_a_damaged_entry_is_refused(exercise: Exercise, zipped: Zipped) -> None:
    path = zipped(("conv_naive.py", SOURCE * 50))
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF
    path.write_bytes(content)

    assert refusal(path, exercise).key == "intake.archive_invalid"


def test_more_entries_than_anybody_looks_at_are_refused(exercise: Exercise, zipped: Zipped) -> None:
    path = zipped(("conv_naive.py", SOURCE), *((f"{number}", b"") for number in range(ENTRIES)))

    assert refusal(path, exercise).key == "intake.too_many_entries"


def test_a_zip_that_is_itself_too_large_is_refused(exercise: Exercise, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with path.open("wb") as file:
        file.truncate(1 << 32)

    assert refusal(path, exercise) == Message("intake.too_large", {"name": "a.zip", "limit_kib": 65536})


def test_a_table_of_contents_that_claims_to_be_huge_is_refused(exercise: Exercise, zipped: Zipped) -> None:
    path = zipped(("conv_naive.py", SOURCE))
    content = bytearray(path.read_bytes())
    struct.pack_into("<L", content, content.rindex(b"PK\5\6") + 12, 1 << 30)
    path.write_bytes(content)

    assert refusal(path, exercise).key == "intake.too_many_entries"


def test_a_pipe_called_zip_is_refused_without_waiting(exercise: Exercise, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    subprocess.run(["mkfifo", str(path)], check=True)

    assert refusal(path, exercise).key == "intake.special"


# --- bombs -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def gibibyte(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A zip whose only entry, ``conv_naive.py``, is a gibibyte of zeros."""
    path = tmp_path_factory.mktemp("bomb") / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("conv_naive.py", "w") as entry,
    ):
        for _ in range(64):
            entry.write(bytes(1 << 24))
    return path.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "claimed", "key"),
    [
        ("conv_naive.py", 1 << 30, "intake.archive_bomb"),
        ("layers_abc.py", 1 << 30, "intake.archive_bomb"),
        ("data_file.npz", 1 << 30, "intake.archive_bomb"),
        ("conv_naive.py", 2 << 20, "intake.too_large"),
        ("conv_naive.py", 100, "intake.archive_invalid"),
    ],
)
def test_a_bomb_is_refused_within_50_mb_whatever_size_it_claims(
    gibibyte: bytes, tmp_path: Path, name: str, claimed: int, key: str
) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(
        gibibyte.replace(b"conv_naive.py", name.encode()).replace(
            struct.pack("<L", 1 << 30), struct.pack("<L", claimed)
        )
    )
    program = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "sys.path[:0] = [sys.argv[3]]\n"
        "from conftest import make_exercise\n"
        "from grader.errors import InvalidSubmission\n"
        "from grader.intake import take\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n"
        "    take(Path(sys.argv[1]), make_exercise())\n"
        "except InvalidSubmission as error:\n"
        "    print(error.reason.key, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000)\n"
    )
    command = [sys.executable, "-c", program, str(path), "-", str(Path(__file__).parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, preexec_fn=_few_cpu_seconds)

    assert done.stdout.split() == [key, "True"]


def _few_cpu_seconds() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (5, 5))


# --- any bytes ---------------------------------------------------------------------------------


def template() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("top/conv_naive.py", SOURCE * 3)
        archive.writestr(special("top/layers.py", stat.S_IFREG), b"x = 1\n")
    return buffer.getvalue()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=500, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(template()) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_zip_with_any_byte_changed_is_taken_or_refused(
    exercise: Exercise, tmp_path: Path, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(template())
    for position, value in changes:
        content[position] = value
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    try:
        taken = take(path, exercise)
    except InvalidSubmission:
        return
    assert all(name.removesuffix(".py").isidentifier() for name in taken.files)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=12), st.binary(max_size=30)), max_size=6, unique_by=lambda item: item[0]))
def test_a_zip_of_any_names_gives_plain_names_or_a_refusal(
    exercise: Exercise, zipped: Zipped, entries: list[tuple[str, bytes]]
) -> None:
    storable = [(name, content) for name, content in entries if name and name.isprintable()]
    try:
        taken = take(zipped(*storable, ("conv_naive.py", SOURCE)), exercise)
    except InvalidSubmission:
        return
    assert all(name.removesuffix(".py").isidentifier() for name in taken.files)
