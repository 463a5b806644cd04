"""The stub generator: what students receive is the reference without its regions."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader import stub
from grader.catalog import open_course
from grader.errors import InvalidExercise


def source(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


REFERENCE = source(
    '''
    """Convolution."""

    import numpy as np

    # <solution>
    from functools import lru_cache


    def _windows(x, size):
        return x[:size]
    # </solution>


    def forward(x: np.ndarray, w: np.ndarray) -> np.ndarray:
        """Slide ``w`` over ``x``.

        x: (N, D)
        """
        # Count the outputs first.
        # <solution>
        secret = _windows(x, 3)
        return secret * w
        # </solution>


    class Layer:
        """One layer."""

        # <solution>
        @staticmethod
        def _private(x):
            return x

        # </solution>
        def backward(self, dout):
            """The gradient."""
            # <solution>
            return dout
            # </solution>
    '''
)

STUB = source(
    '''
    """Convolution."""

    import numpy as np


    def forward(x: np.ndarray, w: np.ndarray) -> np.ndarray:
        """Slide ``w`` over ``x``.

        x: (N, D)
        """
        # Count the outputs first.
        raise NotImplementedError("forward")


    class Layer:
        """One layer."""

        def backward(self, dout):
            """The gradient."""
            raise NotImplementedError("Layer.backward")
    '''
)


def test_regions_become_a_raise_or_disappear() -> None:
    assert stub.generate(REFERENCE) == STUB


def test_the_stub_of_a_file_with_windows_line_ends_is_the_same() -> None:
    assert stub.generate(REFERENCE.replace("\n", "\r\n")) == STUB


def test_only_the_part_inside_the_region_is_left_out() -> None:
    reference = source(
        """
        def mean(x):
            n = len(x)
            # <solution>
            total = sum(x)
            # </solution>
            return total / n
        """
    )

    assert stub.generate(reference) == source(
        """
        def mean(x):
            n = len(x)
            raise NotImplementedError("mean")
            return total / n
        """
    )


def test_a_region_in_a_branch_is_replaced_in_that_branch() -> None:
    reference = source(
        """
        def dropout(x, mode):
            if mode == "train":
                # <solution>
                x = x * 2
                # </solution>
            elif mode == "test":
        # <solution>
                x = x * 1
        # </solution>
            else:
                raise ValueError(mode)
            return x
        """
    )

    assert stub.generate(reference) == source(
        """
        def dropout(x, mode):
            if mode == "train":
                raise NotImplementedError("dropout")
            elif mode == "test":
                raise NotImplementedError("dropout")
            else:
                raise ValueError(mode)
            return x
        """
    )


def test_a_class_whose_whole_body_disappears_keeps_a_pass() -> None:
    reference = source(
        """
        class Layer:
            # <solution>
            def forward(self):
                return 1
            # </solution>
        """
    )

    assert stub.generate(reference) == "class Layer:\n    pass\n"


def test_a_marker_quoted_in_a_string_is_text() -> None:
    reference = 'TEXT = """\n# <solution>\n"""\n\n\ndef f():\n    # <solution>\n    return 1\n    # </solution>\n'

    assert stub.generate(reference).startswith('TEXT = """\n# <solution>\n"""\n')


def test_a_helper_at_the_end_leaves_one_newline() -> None:
    reference = "x = 1\n\n\n# <solution>\ndef _helper():\n    return 1\n# </solution>\n"

    assert stub.generate(reference) == "x = 1\n"


def test_a_decorated_definition_disappears_with_its_decorator() -> None:
    reference = "x = 1\n# <solution>\n@property\ndef _helper(self):\n    return 1\n# </solution>\ny = 2\n"

    assert stub.generate(reference) == "x = 1\ny = 2\n"


@pytest.mark.parametrize(
    ("reference", "complaint"),
    [
        ("def f():\n    # <solution>\n    return 1\n", "line 2: this region is never closed"),
        ("def f():\n    return 1\n    # </solution>\n", "line 3: `# </solution>` without `# <solution>`"),
        ("def f():\n    # <solution>\n    # <solution>\n    return 1\n    # </solution>\n", "line 3: a region inside"),
        ("def f():\n    return 1\n", "marks no solution"),
        ("def f():\n    # <solution>\n    # a note\n    # </solution>\n    return 1\n", "holds no statement"),
        ("x = 1\n# <solution>\n# </solution>\n", "holds no statement"),
        ("# <solution>\ndef f():\n    x = 1\n    # </solution>\n    return x\n", "line 1: this region cuts through"),
        ("def f():\n    g(1,\n    # <solution>\n    2)\n    # </solution>\n", "line 3: this region cuts through"),
        ("# <solution>\n@property\n# </solution>\ndef f():\n    return 1\n", "line 1: this region cuts through"),
        ('def f():\n    # <solution>\n    """Doc."""\n    return 1\n    # </solution>\n', "the docstring of 'f'"),
        ("def f():\n    return 1  # <solution>\n    # </solution>\n", "line 2: not a marker"),
        ("def f():\n    #<solution>\n    return 1\n    #</solution>\n", "line 2: not a marker"),
        (
            "def f(a):\n    if a:\n        x = 1\n    # <solution>\n    else:\n        x = 2\n    # </solution>\n",
            "line 4: this region takes line 5",
        ),
        ("def f(:\n", "line 1: the reference is no valid Python"),
    ],
)
def test_a_malformed_reference_is_refused_with_its_line(reference: str, complaint: str) -> None:
    with pytest.raises(InvalidExercise) as caught:
        stub.generate(reference)

    assert complaint in caught.value.message
    assert caught.value.next_step


bodies = st.lists(
    st.sampled_from(
        [
            "secret = 1",
            "if secret:\n    secret()\nelse:\n    secret = 2",
            "for secret in range(3):\n    pass",
            'secret = """\n# <solution>\n"""',
            "def secret():\n    return 1",
            "# secret",
            "",
        ]
    ),
    max_size=5,
)


@given(st.lists(st.tuples(st.booleans(), bodies), min_size=1, max_size=4))
def test_no_line_of_a_region_is_handed_out_and_the_rest_stays(functions: list[tuple[bool, list[str]]]) -> None:
    parts: list[str] = []
    for number, (inside_function, body) in enumerate(functions):
        region = "\n".join(["# <solution>", *body, "secret = 0", "# </solution>"])
        head = f'def f{number}(x):\n    """Kept."""\n'
        indented = region.replace("\n", "\n    ")
        parts.append(f"{head}    {indented}\n" if inside_function else f"kept{number} = 1\n{region}\n")
    made = stub.generate("\n\n".join(parts))

    assert "secret" not in made
    assert made.count("Kept.") == made.count("NotImplementedError") == sum(inside for inside, _ in functions)
    assert all(f"f{n}(x)" in made or f"kept{n} = 1" in made for n in range(len(functions)))
    compile(made, "stub", "exec")


def test_check_accepts_what_write_wrote(course: Path) -> None:
    exercise = open_course(course).get("scale")

    stub.write(exercise)

    stub.check(exercise)


def test_write_says_whether_anything_changed(course: Path) -> None:
    exercise = open_course(course).get("scale")
    stub.write(exercise)

    assert stub.write(exercise) is False


def test_check_names_the_line_of_an_edited_stub(course: Path) -> None:
    exercise = open_course(course).get("scale")
    stub.write(exercise)
    path = exercise.published / exercise.filename
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[1] = "# edited by hand"
    path.write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(InvalidExercise, match=r"scale\.py:2: the stub differs"):
        stub.check(exercise)


def test_check_names_a_missing_stub(course: Path) -> None:
    exercise = open_course(course).get("scale")
    (exercise.published / exercise.filename).unlink()

    with pytest.raises(InvalidExercise, match=r"scale\.py:1"):
        stub.check(exercise)


def test_a_malformed_reference_on_disk_is_named(course: Path) -> None:
    exercise = open_course(course).get("scale")
    assert exercise.private
    (exercise.private / exercise.filename).write_text("# <solution>\n", encoding="utf-8")

    with pytest.raises(InvalidExercise, match=r"solutions/01_building_blocks/scale/scale\.py: line 1"):
        stub.check(exercise)
