"""The submission as a test sees it, through a real candidate in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from grader.errors import AuthoringError
from grader.judge.failures import CandidateRaised
from grader.judge.inline import _Sessions
from grader.judge.link import Link, LoadRequest
from grader.judge.proxy import Remote, Student
from grader.model import Limits
from grader.sandbox.base import SandboxSpec
from grader.sandbox.unsafe import UnsafeSandbox

SOURCE = b'''
import random
import numpy as np


def same(x, *rest, **named):
    return (x, *rest, named) if rest or named else x


def layout(x):
    return x.flags.c_contiguous, x.flags.f_contiguous


def overwrite(x, value=7.0):
    x[...] = value
    return x.sum()


def grow(items):
    items.append(len(items))
    return items


def track(config):
    config.setdefault("v", np.zeros(2))
    config["v"] = config["v"] + 1
    config["t"] = config.get("t", 0) + 1


def raise_after_change(x):
    x[...] = -1
    raise ValueError("too late")


class Counter:
    limit = 10

    def __init__(self, start=0):
        self.count = start
        self.items = {"w": np.arange(3.0)}
        self.next = self

    def step(self, by=1):
        self.count += by
        return self.count

    def __getitem__(self, key):
        return self.items[key]

    def __call__(self, x):
        return x + self.count


def cached(x):
    return x * 2, {"x": x, "secret": object()}


def uncache(cache):
    return cache["x"]


def deep():
    return {"list": [Counter(1), (Counter(2), 3)]}


def is_same(a, b):
    return a is b


def apply(f, *args, **kwargs):
    return f(*args, **kwargs)


def wiggle(f, x):
    """A function of the test sees x move and come back."""
    before = x[0]
    x[0] = before + 1
    up = f(x)
    x[0] = before
    return up, f(x)


def careful(f):
    try:
        return f()
    except RuntimeError as error:
        return type(error).__name__, str(error)


def keep_function(f):
    keep_function.f = f


def use_function(x):
    return keep_function.f(x)


def draw():
    return random.random(), float(np.random.rand())


def square(x):
    return x ** 2


def fail(kind):
    raise kind


class Picky(ValueError):
    pass


def picky():
    raise Picky("no")
'''


@pytest.fixture(scope="module")
def link() -> Iterator[Link]:
    """One candidate for all tests here: each begins a case of its own."""
    with UnsafeSandbox(SandboxSpec()) as sandbox:
        sessions = _Sessions(sandbox)
        link = Link(LoadRequest({"m.py": SOURCE}, "m.py", ()), Limits(), sessions.open, sessions.close)
        yield link
        link.stop()


@pytest.fixture
def student(link: Link) -> Student:
    link.begin(seed=1)
    return Student(link, {"cached": (1,)})


def identity(thing: object) -> Any:
    assert isinstance(thing, Remote)
    return thing.__remote__.id


# --- by value ------------------------------------------------------------------------------------

VALUES = [None, True, 3, -(2**70), 2.5, "글", b"\0", np.float32(1.5), [1, [2]], (1, (2.0,)), {"a": {"b": 1}}, {1: 2}]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_values_go_there_and_back_as_they_are(student: Student, value: object) -> None:
    answer = student.same(value)
    assert type(answer) is type(value)
    assert answer == value


@pytest.mark.parametrize("dtype", ["bool", "int32", "uint8", "float16", "float32", "float64", "complex128"])
def test_arrays_keep_their_dtype_shape_and_numbers(student: Student, dtype: str) -> None:
    x = np.arange(6).reshape(2, 3).astype(dtype)
    answer = student.same(x)
    assert type(answer) is np.ndarray
    assert answer.dtype == x.dtype
    assert np.array_equal(answer, x)


def test_arrays_arrive_with_their_memory_layout(student: Student) -> None:
    x = np.arange(12.0).reshape(3, 4)
    for order in (np.ascontiguousarray(x), np.asfortranarray(x)):
        assert student.layout(order) == (order.flags.c_contiguous, order.flags.f_contiguous)
        assert np.array_equal(student.same(order), x)


def test_keyword_arguments_arrive_by_name(student: Student) -> None:
    assert student.same(1, 2, axis=-1, keep=True) == (1, 2, {"axis": -1, "keep": True})


def test_the_answer_is_a_copy_not_the_argument(student: Student) -> None:
    x = np.ones(2)
    answer = student.same(x)
    answer[0] = 5
    assert x[0] == 1


# --- what the student's code changes --------------------------------------------------------------


def test_an_array_argument_is_never_written_back_but_the_change_is_known(student: Student) -> None:
    x = np.arange(3.0)
    assert student.overwrite(x) == 21
    assert np.array_equal(x, np.arange(3.0))
    assert student.changed == {0}


def test_a_changed_array_is_known_by_its_name(student: Student) -> None:
    student.overwrite(x=np.arange(3.0))
    assert student.changed == {"x"}


def test_what_was_written_but_is_equal_counts_as_unchanged(student: Student) -> None:
    student.overwrite(np.full(3, 7.0))
    assert student.changed == frozenset()


def test_a_change_is_known_even_if_the_call_raised(student: Student) -> None:
    with pytest.raises(CandidateRaised):
        student.raise_after_change(np.ones(2))
    assert student.changed == {0}


def test_the_next_call_starts_unchanged(student: Student) -> None:
    student.overwrite(np.ones(2))
    student.same(np.ones(2))
    assert student.changed == frozenset()


def test_a_list_of_the_test_receives_what_was_appended(student: Student) -> None:
    items = [1, 2]
    answer = student.grow(items)
    assert items == answer == [1, 2, 2]


def test_a_dict_of_the_test_carries_state_from_call_to_call(student: Student) -> None:
    config: dict[str, Any] = {}
    student.track(config)
    student.track(config)
    assert config["t"] == 2
    assert np.array_equal(config["v"], [2.0, 2.0])


# --- by reference ---------------------------------------------------------------------------------


def test_an_object_stays_there_and_keeps_its_state(student: Student) -> None:
    counter = student.Counter(5)
    assert isinstance(counter, Remote)
    assert counter.step() == 6
    assert counter.step(by=4) == 10
    assert counter.count == 10


def test_an_object_passed_back_is_the_same_object(student: Student) -> None:
    one, other = student.Counter(), student.Counter()
    assert student.is_same(one, one) is True
    assert student.is_same(one, other) is False


def test_equal_numbers_mean_the_same_object(student: Student) -> None:
    counter = student.Counter()
    assert identity(counter.next) == identity(counter)
    assert identity(student.Counter()) != identity(counter)


def test_attributes_can_be_set(student: Student) -> None:
    counter = student.Counter()
    counter.count = 41
    assert counter.step() == 42
    counter.next = student.Counter(7)
    assert counter.next.count == 7


def test_objects_can_be_indexed_and_called(student: Student) -> None:
    counter = student.Counter(2)
    assert np.array_equal(counter["w"], np.arange(3.0))
    assert counter(np.ones(2)).tolist() == [3.0, 3.0]


def test_references_are_found_inside_of_what_is_returned(student: Student) -> None:
    found = student.deep()["list"]
    assert found[0].count == 1
    assert found[1][0].count == 2
    assert found[1][1] == 3


def test_references_can_be_passed_inside_of_arguments(student: Student) -> None:
    counter = student.Counter(3)
    answer, (same,) = student.same((counter, [counter]))
    assert identity(answer) == identity(same) == identity(counter)


def test_a_declared_position_stays_in_the_sandbox_whatever_it_is(student: Student) -> None:
    out, cache = student.cached(np.ones(2))
    assert out.tolist() == [2.0, 2.0]
    assert isinstance(cache, Remote)
    assert student.uncache(cache).tolist() == [1.0, 1.0]


def test_objects_do_not_outlive_their_case(link: Link, student: Student) -> None:
    counter = student.Counter()
    link.begin(seed=2)
    with pytest.raises(AuthoringError, match="another case"):
        counter.step()


@pytest.mark.parametrize("name", ["_private", "__class__x", "__dict__x"])
def test_private_names_do_not_cross(student: Student, name: str) -> None:
    counter = student.Counter()
    for thing in (student, counter):
        with pytest.raises(AttributeError):
            getattr(thing, name)
    with pytest.raises(AttributeError):
        setattr(counter, name, 1)


def test_an_object_is_shown_by_number_only(student: Student) -> None:
    assert "Counter" not in repr(student.Counter())


def test_an_object_is_true_without_being_asked(student: Student, link: Link) -> None:
    counter, calls = student.Counter(), link.calls
    assert bool(counter)
    assert link.calls == calls


# --- functions -------------------------------------------------------------------------------------


def test_a_function_of_the_test_is_called_with_data(student: Student) -> None:
    assert student.apply(lambda a, b=0: a * 10 + b, 4, b=2) == 42


def test_a_function_of_the_test_may_return_arrays_and_containers(student: Student) -> None:
    answer = student.apply(lambda x: {"y": [x + 1]}, np.zeros(2))
    assert answer["y"][0].tolist() == [1.0, 1.0]


def test_a_function_that_closes_over_an_argument_sees_what_is_written_into_it(student: Student) -> None:
    x = np.array([1.0, 2.0])
    up, back = student.wiggle(lambda _: float(np.sum(x)), x)
    assert (up, back) == (4.0, 3.0)
    assert x.tolist() == [1.0, 2.0]
    assert student.changed == frozenset()


def test_a_function_that_raises_is_reported_to_its_caller_by_kind_only(student: Student) -> None:
    def secretive() -> None:
        raise KeyError("SECRET")

    assert student.careful(secretive) == ("CallbackFailed", "KeyError")


def test_a_failure_of_the_function_that_is_not_caught_ends_the_call(student: Student) -> None:
    with pytest.raises(CandidateRaised) as seen:
        student.apply(lambda: 1 / 0)
    assert seen.value.raised.type_name == "CallbackFailed"


@pytest.mark.parametrize("args", [(), (1, 2, 3)])
def test_wrong_arguments_are_the_callers_mistake(student: Student, args: tuple[object, ...]) -> None:
    with pytest.raises(CandidateRaised) as seen:
        student.apply(lambda only: only, *args)
    assert seen.value.raised.type_name == "CallbackFailed"


def test_a_function_of_the_test_can_be_kept_and_called_in_a_later_call_of_the_case(student: Student) -> None:
    student.keep_function(lambda x: x + 1)
    assert student.use_function(1) == 2


def test_a_function_of_the_submission_can_be_passed_back(student: Student) -> None:
    assert student.apply(student.function("square"), 3) == 9


def test_passing_the_name_of_a_function_instead_is_an_authoring_error(student: Student) -> None:
    with pytest.raises(AuthoringError, match="passed as an argument"):
        student.apply(student.square, 3)


def test_asking_the_submission_inside_of_a_callback_is_an_authoring_error(student: Student) -> None:
    with pytest.raises(AuthoringError, match="callback"):
        student.apply(lambda: student.square(3))


# --- exceptions -------------------------------------------------------------------------------------


def test_an_exception_arrives_as_data_with_its_line(student: Student) -> None:
    with pytest.raises(CandidateRaised) as seen:
        student.picky()
    raised = seen.value.raised
    assert (raised.type_name, raised.text, raised.function) == ("ValueError", "no", "picky")
    assert raised.line == SOURCE.decode().splitlines().index('    raise Picky("no")') + 1


def test_a_name_that_is_not_there_is_called_missing(student: Student) -> None:
    with pytest.raises(CandidateRaised) as seen:
        student.nothing_like_this()
    assert seen.value.raised.type_name == "MissingName"


# --- seeds and libraries ------------------------------------------------------------------------------


def test_every_case_begins_with_generators_of_its_own_seed(link: Link, student: Student) -> None:
    first = student.draw()
    assert student.draw() != first
    link.begin(seed=1)
    assert student.draw() == first
    link.begin(seed=2)
    assert student.draw() != first


def test_a_test_may_seed_the_generators_again(student: Student) -> None:
    student.seed(3)
    first = student.draw()
    student.seed(3)
    assert student.draw() == first


def test_a_library_function_can_be_called_there(student: Student) -> None:
    assert student.library("math.hypot", 3, 4) == 5
    assert student.library("numpy.linalg.norm", np.array([3.0, 4.0]), ord=1) == 7


def test_floating_point_errors_that_a_case_asked_for_end_with_it(link: Link, student: Student) -> None:
    student.library("numpy.seterr", over="raise")
    assert student.library("numpy.geterr")["over"] == "raise"
    link.begin(seed=2)
    assert student.library("numpy.geterr")["over"] == "warn"


def test_what_is_constructed_stays_there_even_if_it_could_cross(student: Student) -> None:
    made = student.construct("numpy.arange", 3)
    assert isinstance(made, Remote)
    assert student.is_same(made, made) is True
    assert made.size == 3


# --- autograd -----------------------------------------------------------------------------------------

TORCH_SOURCE = b"""
import torch
from torch import nn


def scaled(x, w, power=2):
    return w * x ** power


def unrelated(x, w):
    return x * 2


class Linear(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.ones(2, 3))
        self.frozen = nn.Parameter(torch.ones(2), requires_grad=False)

    def forward(self, x):
        return x @ self.w.T + self.frozen


def fill(x):
    with torch.no_grad():
        x.fill_(9.0)
    return x
"""


@pytest.fixture(scope="module")
def torch() -> Any:
    return pytest.importorskip("torch")


@pytest.fixture(scope="module")
def torch_link(torch: Any) -> Iterator[Link]:
    with UnsafeSandbox(SandboxSpec(("numpy", "torch"))) as sandbox:
        sessions = _Sessions(sandbox)
        link = Link(LoadRequest({"m.py": TORCH_SOURCE}, "m.py", ()), Limits(), sessions.open, sessions.close)
        yield link
        link.stop()


@pytest.fixture
def torch_student(torch_link: Link) -> Student:
    torch_link.begin(seed=1)
    return Student(torch_link, {})


@pytest.mark.torch
class TestTorch:
    def test_output_and_gradients_come_back_together(self, torch: Any, torch_student: Student) -> None:
        x, w = (torch.tensor(v, requires_grad=True) for v in ([1.0, 2.0], [3.0, 4.0]))
        got = torch_student.vjp("scaled", x, w, upstream=torch.tensor([1.0, 10.0]), wrt=(0, 1))
        assert got.out.tolist() == [3.0, 16.0]
        assert [g.tolist() for g in got.args] == [[6.0, 160.0], [1.0, 40.0]]

    def test_keyword_arguments_reach_the_function(self, torch: Any, torch_student: Student) -> None:
        x, w = torch.tensor([2.0], requires_grad=True), torch.tensor([1.0])
        assert torch_student.vjp("scaled", x, w, upstream=torch.ones(1), power=3).args[0].tolist() == [12.0]

    def test_an_argument_that_does_not_matter_has_no_gradient(self, torch: Any, torch_student: Student) -> None:
        x, w = torch.ones(2, requires_grad=True), torch.ones(2, requires_grad=True)
        assert torch_student.vjp("unrelated", x, w, upstream=torch.ones(2), wrt=(0, 1)).args[1] is None

    def test_parameters_that_learn_have_gradients_by_name(self, torch: Any, torch_student: Student) -> None:
        layer = torch_student.Linear()
        got = torch_student.vjp(layer, torch.ones(1, 3, requires_grad=True), upstream=torch.tensor([[1.0, 2.0]]))
        assert set(got.params) == {"w"}
        assert got.params["w"].tolist() == [[1.0] * 3, [2.0] * 3]

    def test_a_tensor_that_was_changed_is_known_and_not_written_back(self, torch: Any, torch_student: Student) -> None:
        x = torch.zeros(2)
        torch_student.fill(x)
        assert torch_student.changed == {0}
        assert x.tolist() == [0.0, 0.0]

    def test_a_constructed_parameter_keeps_its_identity(self, torch: Any, torch_student: Student) -> None:
        parameter = torch_student.construct("torch.nn.Parameter", torch.ones(2))
        torch_student.fill(parameter)
        assert parameter.data.tolist() == [9.0, 9.0]
        assert parameter.grad is None
