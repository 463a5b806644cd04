"""Submissions that try to earn what they have not solved, against the judge's own rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.model import Report

Grade = Callable[..., Report]

HEADER = "import numpy as np\n"

ATTACKS = {
    "zero-the-input-first": "def double(x):\n    x[...] = 0\n    return x\n",
    "empty-the-parameters": """
def forward(x, param):
    param["k"] = 0.0
    return np.zeros_like(x), None
""",
    "delete-the-parameters": "def forward(x, param):\n    param.clear()\n    return x, None\n",
    "equal-to-everything": """
class Equal:
    shape, dtype, ndim = (3, 4), np.dtype(float), 2
    def __eq__(self, other): return True
    def __array__(self, *a, **k): return np.ones((3, 4))
def double(x): return Equal()
""",
    "array-subclass": """
class Liar(np.ndarray):
    def __array_ufunc__(self, *a, **k): return True
    def __array_function__(self, *a, **k): return True
def double(x): return x.view(Liar)
""",
    "skip": """
def double(x):
    class Skipped(BaseException): pass
    raise Skipped('passed')
""",
    "forge-frames": """
import os, struct, msgpack
def double(x):
    body = msgpack.packb([2, 'ok', True, 'n', b'12345678'])
    for fd in range(3, 12):
        try: os.write(fd, struct.pack('<II', len(body), 0) + body)
        except OSError: pass
    return x
""",
    "close-every-descriptor": "import os\ndef double(x):\n    os.closerange(0, 256)\n    return 2 * x\n",
    "walk-frames": """
import sys, gc
def double(x):
    f = sys._getframe()
    while f:
        for v in list(f.f_locals.values()) + list(f.f_globals.values()):
            if isinstance(v, np.ndarray) and v.shape == x.shape and v is not x: return v
        f = f.f_back
    for o in gc.get_objects():
        if isinstance(o, np.ndarray) and o.shape == x.shape and o is not x: return o
    return x
""",
    "patch-runner": """
import sys
runner = sys.modules['grader.candidate.runner']
runner.Runner.dispatch = lambda self, request: {'ok': True}
def double(x): return x
""",
    "import-judge": """
try:
    import grader.judge.compare as c
    c.compare = lambda *a: None
except ImportError:
    pass
def double(x): return x
""",
    "read-the-suite": """
import os, glob
def double(x):
    for root in ('/', os.path.expanduser('~'), '/proc/1/root', '/tmp'):
        for path in glob.glob(root + '/**/test_hidden.py', recursive=True):
            raise SystemExit(open(path).read())
    return x
""",
    "endless-callback-flood": """
def double(x):
    return {'cb': 1, 'a': [], 'k': {}}
""",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_earns_nothing(grade: Grade, name: str) -> None:
    report = grade(HEADER + ATTACKS[name])
    assert report.earned_milli == 0
    assert report.scored


EMPTY_LOOP_SUITE = '''
from grader.judge import case, expect

@case("double", "All parts", "모든 부분")
def test_parts(student):
    for part in student.double(3):
        expect.close(part, 6.0)
''' + "\n".join(
    f'''
@case("{task}", "t", "t")
def test_{task}(student):
    expect.equal(student.{task}(1), 1)
'''
    for task in ("forward", "backward")
)


def test_a_test_that_expected_nothing_of_an_empty_answer_is_no_pass(grade: Grade) -> None:
    report = grade("def double(x): return []\n", EMPTY_LOOP_SUITE)
    assert report.earned_milli == 0


def test_hidden_inputs_do_not_leave_through_names_of_types_or_exceptions(grade: Grade) -> None:
    source = HEADER + """
def double(x):
    raise type('SECRET_%d' % 7, (Exception,), {})('SECRET')
def forward(x, param):
    return type('SECRET', (), {})(), None
"""
    report = grade(source)
    assert "SECRET" not in repr(report)


def test_what_is_printed_during_hidden_tests_is_not_kept(grade: Grade) -> None:
    report = grade("def double(x):\n    print('SECRET', x)\n    return x\n")
    assert report.stdout == report.stderr == ""
