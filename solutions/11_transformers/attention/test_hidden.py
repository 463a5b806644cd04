"""Hidden suite of attention: scaled_dot_product_attention, attention_backward, attention_cost.

Masks in core cases leave every query at least one key and hide at least one, so both polarities are
well defined and differ. Queries without any key, extreme scores and other geometry are robust cases.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.judge import case, expect, gradients, inputs, say

FORWARD = "scaled_dot_product_attention"
SHAPES = [
    pytest.param((), 5, 7, 4, 3, id="one_sequence"),
    pytest.param((2, 3), 4, 6, 5, 2, id="batch_and_heads"),
]


def draw(rng: Any, lead: tuple[int, ...], s: int, t: int, d: int, dv: int) -> tuple[Any, Any, Any]:
    """Queries, keys and values; the scores are of size 1.5, so that weights are neither flat nor saturated."""
    q, k = 1.25 * rng.standard_normal((*lead, s, d)), 1.25 * rng.standard_normal((*lead, t, d))
    return q, k, inputs.away_from(rng, (*lead, t, dv), margin=0.2)


def some_keys(rng: Any, shape: tuple[int, ...]) -> Any:
    """A mask whose rows (last axis) hold at least one True and one False."""
    t = shape[-1]
    order = rng.permuted(np.broadcast_to(np.arange(t), shape), axis=-1)
    return order < rng.integers(1, t, (*shape[:-1], 1))


def check_forward(student: Any, reference: Any, q: Any, k: Any, v: Any, mask: Any = None) -> Any:
    arguments = (q, k, v) if mask is None else (q, k, v, mask)
    out, weights, cache = student.scaled_dot_product_attention(*arguments)
    want, shares, _ = reference.scaled_dot_product_attention(*arguments)
    expect.close(weights, shares, "weights")
    expect.close(out, want, "out")
    return cache


def check_backward(student: Any, reference: Any, rng: Any, q: Any, k: Any, v: Any, mask: Any = None) -> None:
    arguments = (q, k, v) if mask is None else (q, k, v, mask)
    out, _, cache = student.scaled_dot_product_attention(*arguments)
    expect.shape(out, (*q.shape[:-1], v.shape[-1]), "out")
    dout = inputs.away_from(rng, out.shape)
    answer = student.attention_backward(dout, cache)
    goal = reference.attention_backward(dout, reference.scaled_dot_product_attention(*arguments)[2])
    expect.holds(type(answer) in (tuple, list) and len(answer) == 3, "attention_backward returns (dq, dk, dv)")
    for got, want, what in zip(answer, goal, ("dq", "dk", "dv"), strict=True):
        expect.gradient(got, want, what)


# --- scaled_dot_product_attention ----------------------------------------------------------------


@case(FORWARD, "Weights and output without a mask", "마스크가 없을 때의 가중치와 출력")
@pytest.mark.parametrize(("lead", "s", "t", "d", "dv"), SHAPES)
def test_weights_and_output(student, reference, rng, lead, s, t, d, dv):
    check_forward(student, reference, *draw(rng, lead, s, t, d, dv))


@case(
    FORWARD,
    "A mask hides keys, and the others share all the weight",
    "마스크가 키를 가리면 나머지 키가 가중치를 모두 나눠요",
)
@pytest.mark.parametrize("mask_shape", [(4, 6), (2, 1, 1, 6)], ids=["for_every_head", "for_every_sample"])
def test_masked_lookup(student, reference, rng, mask_shape):
    q, k, v = draw(rng, (2, 3), 4, 6, 5, 2)
    mask = some_keys(rng, mask_shape)
    out, weights, _ = student.scaled_dot_product_attention(q, k, v, mask)
    expect.shape(weights, (2, 3, 4, 6), "weights")
    want, shares, _ = reference.scaled_dot_product_attention(q, k, v, mask)
    expect.close(weights, shares, "weights")
    expect.holds(
        bool((weights[np.broadcast_to(~mask, weights.shape)] == 0).all()),
        say("weights of masked keys = 0", "가려진 키의 가중치 = 0"),
    )
    expect.close(weights.sum(axis=-1), np.ones((2, 3, 4)), say("sum of a row of weights", "가중치 한 행의 합"))
    expect.close(out, want, "out")


@case(FORWARD, "A causal mask: no key from the future", "인과 마스크: 미래의 키는 보지 않아요", group="robust")
def test_causal_lookup(student, reference, rng):
    q, k, v = draw(rng, (2,), 6, 6, 3, 4)
    check_forward(student, reference, q, k, v, np.tril(np.ones((6, 6), bool)))


@case(FORWARD, "Attention stays soft for wide keys", "키의 차원이 커도 어텐션이 한곳에 쏠리지 않아요", group="robust")
def test_entropy_of_wide_keys(student, reference, rng):
    q, k, v = rng.standard_normal((6, 400)), rng.standard_normal((9, 400)), rng.standard_normal((9, 2))
    out, weights, _ = student.scaled_dot_product_attention(q, k, v)
    want, shares, _ = reference.scaled_dot_product_attention(q, k, v)
    expect.shape(weights, (6, 9), "weights")
    bits = float(-np.sum(weights * np.log(np.maximum(weights, 1e-300)), axis=-1).mean())
    expect.between(
        bits, 0.5 * np.log(9), np.log(9), say("entropy of the weights", "가중치의 엔트로피")
    )  # about 1.7; without a scale about 0.1
    expect.close(weights, shares, "weights")
    expect.close(out, want, "out")


@case(FORWARD, "A query without any key gets zeros", "볼 수 있는 키가 없는 쿼리는 0을 받아요", group="robust")
def test_query_without_keys(student, reference, rng):
    q, k, v = draw(rng, (2,), 5, 4, 3, 3)
    mask = some_keys(rng, (2, 5, 4))
    mask[0, 1] = mask[1, 4] = False
    check_forward(student, reference, q, k, v, mask)


@case(FORWARD, "Scores of ten thousand", "만 단위의 점수", group="robust")
def test_extreme_scores(student, reference, rng):
    q, k, v = draw(rng, (2,), 4, 5, 4, 3)
    cache = check_forward(student, reference, q * 120, inputs.distinct(rng, k.shape) * 100, v)
    answer = student.attention_backward(np.ones((2, 4, 3)), cache)
    for part in answer[:2]:
        expect.finite(part, "dq, dk")


@case(FORWARD, "One key, one query, one feature", "키 하나, 쿼리 하나, 특성 하나", group="robust")
@pytest.mark.parametrize(
    ("s", "t", "d"), [(1, 4, 3), (4, 1, 3), (3, 5, 1)], ids=["one_query", "one_key", "one_feature"]
)
def test_small_geometry(student, reference, rng, s, t, d):
    check_forward(student, reference, *draw(rng, (2,), s, t, d, 4))


@case(FORWARD, "Order and identity of the keys", "키의 순서와 같은 키", group="robust")
def test_sets_of_pairs(student, rng):
    q, k, v = draw(rng, (), 4, 7, 3, 2)
    order = rng.permutation(7)
    out, weights, _ = student.scaled_dot_product_attention(q, k, v)
    moved, shares, _ = student.scaled_dot_product_attention(q, k[order], v[order])
    same, _, _ = student.scaled_dot_product_attention(q, np.repeat(k[:1], 7, axis=0), v)
    expect.shape(weights, (4, 7), "weights")
    expect.close(moved, out, say("out (keys and values permuted together)", "out (키와 값의 순서를 함께 바꿈)"))
    expect.close(
        shares,
        weights[:, order],
        say("weights (keys and values permuted together)", "weights (키와 값의 순서를 함께 바꿈)"),
    )
    expect.close(
        same, np.repeat(v.mean(axis=0, keepdims=True), 4, axis=0), say("out (identical keys)", "out (키가 모두 같음)")
    )


@case(FORWARD, "Copying from 200 positions", "200개의 위치에서 그대로 가져오기", group="robust")
def test_copy_task(student, rng):
    source, v = rng.permutation(200)[:30], rng.standard_normal((200, 3))
    keys = np.eye(200)
    out, _, _ = student.scaled_dot_product_attention(900.0 * keys[source], keys, v)
    expect.close(out, v[source], "out")


@case(FORWARD, "Arguments stay as they were; layouts", "인자를 바꾸지 않고, 메모리 배치와 상관없어요", group="hygiene")
def test_forward_keeps_arguments(student, reference, rng):
    q, k, v = draw(rng, (2,), 3, 5, 4, 3)
    mask = some_keys(rng, (3, 5))
    student.scaled_dot_product_attention(q, k, v, mask)
    expect.unmodified(student, what="q, k, v, mask")
    for (_, a), (_, b), (_, c) in zip(*(inputs.layouts(x) for x in (q, k, v)), strict=True):
        check_forward(student, reference, a, b, c, inputs.read_only(mask))


@case(FORWARD, "float32 stays float32; an empty batch", "float32는 float32로 남고, 빈 배치도 돼요", group="hygiene")
def test_forward_dtype(student, reference, rng):
    q, k, v = (x.astype(np.float32) for x in draw(rng, (2,), 3, 5, 4, 3))
    mask = some_keys(rng, (3, 5))
    check_forward(student, reference, q, k, v, mask)
    out, weights, _ = student.scaled_dot_product_attention(q, k, v, mask)
    expect.dtype(out, "float32", "out")
    expect.dtype(weights, "float32", "weights")
    out, weights, _ = student.scaled_dot_product_attention(q[:0], k[:0], v[:0])
    expect.shape(out, (0, 3, 3), "out")
    expect.shape(weights, (0, 3, 5), "weights")


# --- attention_backward ----------------------------------------------------------------------------


@case("attention_backward", "Gradients of queries, keys and values", "쿼리, 키, 값의 기울기", needs=(FORWARD,))
@pytest.mark.parametrize(("lead", "s", "t", "d", "dv"), SHAPES)
def test_gradients(student, reference, rng, lead, s, t, d, dv):
    check_backward(student, reference, rng, *draw(rng, lead, s, t, d, dv))


@case("attention_backward", "Gradients through a mask", "마스크를 지나는 기울기", needs=(FORWARD,))
def test_masked_gradients(student, reference, rng):
    q, k, v = draw(rng, (2, 3), 4, 6, 5, 2)
    check_backward(student, reference, rng, q, k, v, some_keys(rng, (2, 1, 4, 6)))


@case("attention_backward", "Agreement with finite differences", "수치 미분과 같아요", group="robust", needs=(FORWARD,))
def test_gradients_numerically(student, rng):
    q, k, v = draw(rng, (), 3, 4, 2, 2)
    dout = inputs.away_from(rng, (3, 2))
    _, _, cache = student.scaled_dot_product_attention(q, k, v)
    dq, dk, _ = student.attention_backward(dout, cache)

    def outputs(calls: Any) -> Any:
        return [answer[0] for answer in student.each(FORWARD, calls)]

    slope = gradients.numeric_batched(lambda points: outputs([(x, k, v) for x in points]), q, dout)
    expect.gradient(dq, slope, "dq")
    slope = gradients.numeric_batched(lambda points: outputs([(q, x, v) for x in points]), k, dout)
    expect.gradient(dk, slope, "dk")


@case(
    "attention_backward",
    "A query without any key passes no gradient",
    "볼 수 있는 키가 없는 쿼리는 기울기를 흘려보내지 않아요",
    group="robust",
    needs=(FORWARD,),
)
def test_gradients_without_keys(student, reference, rng):
    q, k, v = draw(rng, (2,), 5, 4, 3, 3)
    mask = some_keys(rng, (2, 5, 4))
    mask[0, 2] = mask[1, 0] = False
    check_backward(student, reference, rng, q, k, v, mask)


@case(
    "attention_backward",
    "dout stays as it was; float32 stays float32",
    "dout을 바꾸지 않고 float32를 지켜요",
    group="hygiene",
    needs=(FORWARD,),
)
def test_backward_keeps_dout(student, rng):
    q, k, v = (x.astype(np.float32) for x in draw(rng, (2,), 3, 5, 4, 3))
    _, _, cache = student.scaled_dot_product_attention(q, k, v)
    dout = rng.standard_normal((2, 3, 3)).astype(np.float32)
    answer = student.attention_backward(inputs.read_only(dout), cache)
    student.attention_backward(dout, cache)
    expect.unmodified(student, 0, what="dout")
    for part, what in zip(answer, ("dq", "dk", "dv"), strict=True):
        expect.dtype(part, "float32", what)


# --- attention_cost --------------------------------------------------------------------------------


@case("attention_cost", "Entries and multiplications", "가중치의 수와 곱셈의 수")
def test_cost(student, reference, rng):
    sizes = [tuple(int(n) for n in rng.integers(3, 60, 3)) for _ in range(3)]
    got = [student.attention_cost(*size) for size in sizes]
    expect.close(got, [reference.attention_cost(*size) for size in sizes], "cost")


@case("attention_cost", "Twice the length, four times the cost", "길이가 두 배면 비용은 네 배예요", group="robust")
def test_cost_of_length(student, rng):
    n, d = (int(x) for x in rng.integers(5, 40, 2))
    small, large = student.attention_cost(n, n, d), student.attention_cost(2 * n, 2 * n, d)
    for key in ("scores", "macs"):
        expect.holds(
            bool(large[key] == 4 * small[key]),
            say(f"{key} grows with the square of the length", f"{key}: 길이의 제곱에 비례해서 커져요"),
        )
