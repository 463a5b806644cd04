"""Hidden suite of dropout.

Masks are read off the student's own output (inputs hold no zeros), so any correct way of drawing them
passes. Every case calls both modes before it compares anything: a mode that is trivially right alone
cannot earn a case, and the recorded calls tell the known misconceptions apart.
"""

from __future__ import annotations

import numpy as np
import pytest

from grader.judge import case, expect, gradients, inputs, say, show

SIGMAS = 5.5


def both_modes(student, x, p, **extra):
    """Outputs of training and test mode for the same input."""
    train, _ = student.dropout_forward(x, {"p": p, "mode": "train", **extra})
    test, _ = student.dropout_forward(x, {"p": p, "mode": "test", **extra})
    return train, test


def expect_survivors(out, x, scale, what="out"):
    """Every element of out is 0 or x * scale; returns where it is not 0."""
    expect.shape(out, x.shape, what)
    kept = out != 0
    expect.close(out, np.where(kept, x * scale, 0.0).astype(x.dtype), what)
    return kept


def show_factors(out, x, call, required):
    """What x was multiplied with: bins of a tenth, with the usual factors in the middle of one."""
    show.histogram(out, "out / x", -0.35, 2.55, unit=x, bins=29, required=required, call=call)


def expect_share(kept, p, what=say("share of kept units = p", "살아남은 유닛의 비율 = p")):
    """The share of kept units agrees with p within the band of a binomial distribution."""
    band = SIGMAS * np.sqrt(p * (1 - p) / kept.size)
    expect.between(float(kept.mean()), p - band, p + band, what)


def own_mask(train, x, p=0.5):
    """What the student's forward pass multiplied x with: 0 or one factor, and not 0 in a share p of the places.

    Without the share, setting a single unit to 0 would count as dropout.
    """
    expect.shape(train, x.shape, "out")
    expect.finite(train, "out")
    expect.holds(train.dtype == x.dtype, say("dtype of out = dtype of x", "out의 dtype = x의 dtype"))
    mask = train / x
    kept = mask != 0
    expect.holds(
        bool(kept.any() and not kept.all()),
        say("some units are kept and some are dropped", "유닛의 일부는 살아남고 일부는 꺼져요"),
    )
    expect.close(mask, kept * mask.flat[np.abs(mask).argmax()], "out / x")
    expect_share(kept, p)
    return mask


# --- dropout_forward, p = 0.5: the same for both meanings of p --------------------------------


@case(
    "dropout_forward",
    "Training drops and rescales, test mode returns x",
    "학습 때는 끄고 크기를 보정하고, 테스트 때는 x를 그대로 내요",
)
def test_training_drops_and_rescales(student, rng):
    x = inputs.away_from(rng, (61, 53))
    train, test = both_modes(student, x, 0.5)
    show_factors(train, x, 'dropout_forward(x, {"p": 0.5, "mode": "train"})', [0, 2])
    show_factors(test, x, 'dropout_forward(x, {"p": 0.5, "mode": "test"})', [1])
    expect_share(expect_survivors(train, x, 2.0), 0.5)
    expect.equal(test, x, say("out (test mode)", "out (테스트 모드)"))


@case("dropout_forward", "The average training output is the test output", "학습 출력의 평균이 테스트 출력과 같아요")
def test_average_of_training_is_test_output(student, rng):
    row = inputs.away_from(rng, (1, 23))
    x = np.repeat(row, 300, axis=0)
    train, test = both_modes(student, x, 0.5)
    own_mask(train, x)
    expect.equal(test, x, say("out (test mode)", "out (테스트 모드)"))
    off = np.abs(train.mean(axis=0) - row[0]) / np.abs(row[0])  # sd of one draw is |x|, of the mean |x|/sqrt(300)
    expect.holds(
        bool((off < SIGMAS / np.sqrt(300)).all()),
        say("mean of training outputs = test output", "학습 모드 출력의 평균 = 테스트 모드 출력"),
    )


@case("dropout_forward", "Every element is dropped independently", "원소마다 독립적으로 꺼요")
def test_elements_are_independent(student, rng):
    x = inputs.away_from(rng, (64, 60))
    train, test = both_modes(student, x, 0.5)
    kept = expect_survivors(train, x, 2.0)
    expect.equal(test, x, say("out (test mode)", "out (테스트 모드)"))
    for axis, length in ((0, 64), (1, 60)):
        share = kept.mean(axis=axis)
        band = 6.5 * 0.5 / np.sqrt(length)
        expect.holds(
            bool((np.abs(share - 0.5) < band).all()),
            say(f"share of kept units along axis {axis} = p", f"축 {axis}번을 따라 잰, 살아남은 유닛의 비율 = p"),
        )
    agree = (kept[1:] == kept[:-1]).mean()
    expect.between(
        float(agree),
        0.5 - SIGMAS * 0.5 / np.sqrt(63 * 60),
        0.5 + SIGMAS * 0.5 / np.sqrt(63 * 60),
        say("share of units on which two rows agree", "두 행의 마스크가 일치하는 비율"),
    )


@case(
    "dropout_forward",
    "A seed repeats the mask, no seed means a new one",
    "시드가 같으면 같은 마스크, 시드가 없으면 새 마스크예요",
)
def test_seed_and_fresh_masks(student, rng):
    x = inputs.away_from(rng, (17, 19))
    seed = int(rng.integers(1, 10**6))
    params = [{"seed": seed}, {"seed": seed}, {"seed": seed + 1}, {}, {}]
    outs = [student.dropout_forward(x, {"p": 0.5, "mode": "train", **extra})[0] for extra in params]
    for out in outs:
        own_mask(out, x)
    same, again, other, fresh, fresher = outs
    expect.equal(again, same, say("out (same seed)", "out (같은 시드)"))
    expect.holds(bool((same != other).any()), say("another seed gives another mask", "시드가 다르면 마스크도 달라요"))
    expect.holds(
        bool((fresh != fresher).any()),
        say("two calls without a seed give two masks", "시드 없이 두 번 호출하면 마스크가 서로 달라요"),
    )


@case("dropout_forward", "Inputs of any shape", "어떤 모양의 입력이든 돼요", group="robust")
@pytest.mark.parametrize("shape", [(1, 503), (401,), (3, 5, 7, 9)], ids=str)
def test_any_shape(student, rng, shape):
    x = inputs.away_from(rng, shape)
    train, test = both_modes(student, x, 0.5)
    expect_share(expect_survivors(train, x, 2.0), 0.5)
    expect.equal(test, x, say("out (test mode)", "out (테스트 모드)"))


# --- p != 0.5: the official meaning is KEEP ------------------------------------------------------


@case("dropout_forward", "Convention: p is the probability to keep", "약속: p는 남길 확률이에요", group="robust")
@pytest.mark.parametrize("p", [0.25, 0.8])
def test_convention_p_is_keep(student, rng, p):
    x = inputs.away_from(rng, (43, 47))
    train, test = both_modes(student, x, p)
    own_mask(train, x, p)
    expect_survivors(train, x, 1 / p)
    expect.equal(test, x, say("out (test mode)", "out (테스트 모드)"))


@case("dropout_forward", "Convention: p = 1 keeps everything", "약속: p = 1이면 모두 남아요", group="robust")
def test_convention_keep_everything(student, rng):
    x = inputs.away_from(rng, (5, 7))
    for out in both_modes(student, x, 1.0):
        expect.close(out, x, "out")


@case("dropout_forward", "Memory layout does not matter", "메모리 배치와 상관없어요", group="robust")
def test_forward_in_every_layout(student, rng):
    x = inputs.away_from(rng, (31, 29))
    outs = [both_modes(student, layout, 0.5) for _, layout in inputs.layouts(x)]
    for train, test in outs:
        expect_share(expect_survivors(train, x, 2.0), 0.5)
        expect.equal(test, x, say("out (test mode)", "out (테스트 모드)"))


@case("dropout_forward", "x and dropout_param stay as they were", "x와 dropout_param을 바꾸지 않아요", group="hygiene")
def test_forward_leaves_arguments_alone(student, rng):
    x = inputs.away_from(rng, (6, 5))
    for mode in ("train", "test"):
        student.dropout_forward(x.copy(), {"p": 0.5, "mode": mode})
        expect.unmodified(student, 0, 1, what="x, dropout_param")
    train, test = both_modes(student, inputs.read_only(x), 0.5)
    expect.shape(train, x.shape, "out")
    expect.equal(test, x, say("out (test mode)", "out (테스트 모드)"))


@case("dropout_forward", "float32 stays float32", "float32는 float32로 남아요", group="hygiene")
def test_forward_keeps_float32(student, rng):
    x = inputs.away_from(rng, (21, 23)).astype(np.float32)
    train, test = both_modes(student, x, 0.5)
    expect_survivors(train, x, np.float32(2))
    expect.equal(test, x, say("out (test mode)", "out (테스트 모드)"))
    expect.holds(
        train.dtype == np.float32 and test.dtype == np.float32,
        say("dtype of out = dtype of x", "out의 dtype = x의 dtype"),
    )


@case("dropout_forward", "An empty batch", "빈 배치", group="hygiene")
def test_forward_of_nothing(student):
    for out in both_modes(student, np.zeros((0, 4)), 0.5):
        expect.shape(out, (0, 4), "out")


# --- dropout_backward ------------------------------------------------------------------------------


def both_gradients(student, x, dout, p):
    """Training output, its dx, and the dx of test mode."""
    train, cache = student.dropout_forward(x, {"p": p, "mode": "train"})
    _, test_cache = student.dropout_forward(x, {"p": p, "mode": "test"})
    return train, student.dropout_backward(dout, cache), student.dropout_backward(dout, test_cache)


@case(
    "dropout_backward", "dx uses the mask of the forward pass; dx = dout in test mode",
    "dx는 순전파의 마스크를 쓰고, 테스트 모드에서는 dx = dout이에요", needs=("dropout_forward",),
)  # fmt: skip
@pytest.mark.parametrize("shape", [(9, 11), (2, 3, 5, 4)], ids=str)
def test_backward_uses_forward_mask(student, rng, shape):
    x, dout = inputs.away_from(rng, shape), inputs.away_from(rng, shape)
    train, dx, dx_test = both_gradients(student, x, dout, 0.5)
    expect.gradient(dx, dout * own_mask(train, x), "dx")
    expect.gradient(dx_test, dout, say("dx (test mode)", "dx (테스트 모드)"))


@case("dropout_backward", "dx agrees with finite differences", "dx가 수치 미분과 같아요", needs=("dropout_forward",))
def test_backward_against_finite_differences(student, rng):
    x, dout = inputs.away_from(rng, (7, 9)), inputs.away_from(rng, (7, 9))
    param = {"p": 0.5, "mode": "train", "seed": int(rng.integers(10**6))}
    train, cache = student.dropout_forward(x.copy(), param)
    dx = student.dropout_backward(dout, cache)
    mask = own_mask(train, x)
    expect.gradient(dx, gradients.numeric(lambda v: v * mask, x.copy(), dout), "dx")


@case(
    "dropout_backward",
    "Every forward pass keeps its own mask",
    "순전파마다 자기 마스크를 따로 간직해요",
    group="robust",
    needs=("dropout_forward",),
)
def test_backward_of_an_earlier_pass(student, rng):
    shape = (8, 9)
    x, dout = inputs.away_from(rng, shape), inputs.away_from(rng, shape)
    first, cache = student.dropout_forward(x, {"p": 0.5, "mode": "train"})
    student.dropout_forward(x, {"p": 0.5, "mode": "train"})
    dx = student.dropout_backward(dout, cache)
    expect.gradient(dx, dout * own_mask(first, x), "dx")


@case(
    "dropout_backward",
    "Convention: the scale of dx for p = 0.25 and 0.8",
    "약속: p = 0.25와 0.8일 때 dx의 크기",
    group="robust",
    needs=("dropout_forward",),
)
@pytest.mark.parametrize("p", [0.25, 0.8])
def test_convention_backward(student, rng, p):
    x, dout = inputs.away_from(rng, (13, 17)), inputs.away_from(rng, (13, 17))
    train, dx, dx_test = both_gradients(student, x, dout, p)
    kept = own_mask(train, x, p) != 0
    expect.gradient(dx, dout * kept / p, "dx")
    expect.gradient(dx_test, dout, say("dx (test mode)", "dx (테스트 모드)"))


@case(
    "dropout_backward",
    "dout stays as it was, and so does its dtype",
    "dout을 바꾸지 않고 자료형도 지켜요",
    group="hygiene",
    needs=("dropout_forward",),
)
def test_backward_leaves_dout_alone(student, rng):
    x = inputs.away_from(rng, (9, 7)).astype(np.float32)
    dout = inputs.away_from(rng, (9, 7)).astype(np.float32)
    for mode in ("train", "test"):
        _, cache = student.dropout_forward(x, {"p": 0.5, "mode": mode})
        dx = student.dropout_backward(dout, cache)
        expect.unmodified(student, 0, what="dout")
        expect.shape(dx, dout.shape, "dx")
        expect.holds(dx.dtype == np.float32, say("dtype of dx = dtype of dout", "dx의 dtype = dout의 dtype"))


# --- vanilla_dropout_forward -----------------------------------------------------------------------


def vanilla_modes(student, x, p_keep, rng):
    """Outputs of training and test mode; the generator arrives as a copy, so the modes do not share draws."""
    seed = int(rng.integers(1 << 30))
    train = student.vanilla_dropout_forward(x, p_keep, "train", np.random.default_rng(seed))
    test = student.vanilla_dropout_forward(x, p_keep, "test", np.random.default_rng(seed + 1))
    return train, test


@case(
    "vanilla_dropout_forward",
    "Kept values unscaled; test mode times the keep probability",
    "남은 값은 그대로, 테스트 때는 남길 확률을 곱해요",
)
@pytest.mark.parametrize("p_keep", [0.3, 0.85])
def test_vanilla_modes(student, rng, p_keep):
    x = inputs.away_from(rng, (37, 41))
    train, test = vanilla_modes(student, x, p_keep, rng)
    factors = np.arange(20) < round(20 * p_keep)
    show_factors(train, x, f'vanilla_dropout_forward(x, {p_keep}, "train", rng)', factors)
    show_factors(test, x, f'vanilla_dropout_forward(x, {p_keep}, "test", rng)', [p_keep])
    kept = expect_survivors(train, x, 1.0)
    expect_share(kept, p_keep, say("share of kept units = p_keep", "살아남은 유닛의 비율 = p_keep"))
    expect.close(test, x * p_keep, say("out (test mode)", "out (테스트 모드)"))


@case(
    "vanilla_dropout_forward",
    "Sub-networks share one weight matrix; their mean is the test network",
    "부분 신경망들은 가중치 행렬 하나를 공유하고, 평균이 테스트 신경망이에요",
)
def test_vanilla_ensemble_of_linear_models(student, rng):
    p_keep, draws, units = 0.65, 250, 12
    row, w = inputs.away_from(rng, (1, units)), rng.standard_normal((units, 3))
    x = np.repeat(row, draws, axis=0)
    train, test = vanilla_modes(student, x, p_keep, rng)
    expect_share(
        expect_survivors(train, x, 1.0), p_keep, say("share of kept units = p_keep", "살아남은 유닛의 비율 = p_keep")
    )
    expect.shape(test, x.shape, say("out (test mode)", "out (테스트 모드)"))
    each = train @ w  # every row: the weights of the kept units only, taken from the same w
    spread = np.sqrt(p_keep * (1 - p_keep) * (row[0] ** 2) @ w**2 / draws)
    expect.holds(
        bool((np.abs(each.mean(axis=0) - test[0] @ w) < SIGMAS * spread).all()),
        say("mean of sub-networks = test network", "부분 신경망들의 평균 = 테스트할 때의 신경망"),
    )
    expect.holds(
        bool((each.std(axis=0) > 0.5 * spread * np.sqrt(draws)).all()),
        say("sub-networks differ", "부분 신경망은 서로 달라요"),
    )


@case(
    "vanilla_dropout_forward",
    "Elements are independent, whatever the shape",
    "모양과 상관없이 원소마다 독립이에요",
    group="robust",
)
def test_vanilla_elements_are_independent(student, rng):
    x = inputs.away_from(rng, (60, 4, 15))
    train, test = vanilla_modes(student, x, 0.5, rng)
    kept = expect_survivors(train, x, 1.0)
    share = kept.reshape(60, -1).mean(axis=0)
    expect.holds(
        bool((np.abs(share - 0.5) < 6.5 * 0.5 / np.sqrt(60)).all()),
        say("share of kept units along the batch = p_keep", "배치 방향으로 잰, 살아남은 유닛의 비율 = p_keep"),
    )
    expect.close(test, x * 0.5, say("out (test mode)", "out (테스트 모드)"))


@case("vanilla_dropout_forward", "All randomness comes from rng", "무작위성은 rng에서만 나와요", group="robust")
def test_vanilla_draws_from_rng(student, rng):
    x = inputs.away_from(rng, (13, 15))
    seed = int(rng.integers(1 << 30))
    one, again, other = (
        student.vanilla_dropout_forward(x, 0.5, "train", np.random.default_rng(s)) for s in (seed, seed, seed + 1)
    )
    expect_survivors(one, x, 1.0)
    expect.equal(again, one, say("out (same generator state)", "out (같은 난수 생성기 상태)"))
    expect.holds(
        bool((other != one).any()), say("another generator gives another mask", "난수 생성기가 다르면 마스크도 달라요")
    )


@case("vanilla_dropout_forward", "p_keep = 1 changes nothing", "p_keep = 1이면 아무것도 바뀌지 않아요", group="robust")
def test_vanilla_keep_everything(student, rng):
    x = inputs.away_from(rng, (5, 6))
    for out in vanilla_modes(student, x, 1.0, rng):
        expect.close(out, x, "out")


@case(
    "vanilla_dropout_forward",
    "ValueError for another mode or probability",
    "모르는 모드나 잘못된 확률에는 ValueError",
    group="robust",
)
@pytest.mark.parametrize(("p_keep", "mode"), [(0.5, "eval"), (0.0, "train"), (1.25, "test"), (-0.5, "train")])
def test_vanilla_rejects(student, rng, p_keep, mode):
    x = rng.standard_normal((2, 3))
    expect.raises(
        ValueError,
        lambda: student.vanilla_dropout_forward(x, p_keep, mode, np.random.default_rng(1)),
        "vanilla_dropout_forward",
    )


@case(
    "vanilla_dropout_forward",
    "x stays as it was, float32 stays float32",
    "x를 바꾸지 않고 float32를 지켜요",
    group="hygiene",
)
def test_vanilla_leaves_x_alone(student, rng):
    x = inputs.away_from(rng, (6, 7)).astype(np.float32)
    for mode in ("train", "test"):
        out = student.vanilla_dropout_forward(x, 0.5, mode, np.random.default_rng(3))
        expect.unmodified(student, 0, what="x")
        expect.shape(out, x.shape, "out")
        expect.holds(out.dtype == np.float32, say("dtype of out = dtype of x", "out의 dtype = x의 dtype"))


# --- mc_average ------------------------------------------------------------------------------------


def sampled_model(rng, n, w):
    """A random forward pass that replays n fixed masks in turn, and the record of its calls."""
    masks = rng.integers(0, 2, (n, w.shape[0])).astype(float)
    masks[:, 0] = np.arange(n) % 2
    seen = []

    def model(x, generator):
        out = (np.asarray(x) * masks[len(seen) % n]) @ w
        seen.append(type(generator).__name__)
        return out

    return model, masks, seen


@case("mc_average", "The mean of exactly n forward passes", "정확히 n번의 순전파를 평균해요")
@pytest.mark.parametrize("n", [3, 8])
def test_mean_of_n_passes(student, rng, n):
    x, w = rng.standard_normal((2, 5)) + 1, rng.standard_normal((5, 3))
    model, masks, seen = sampled_model(rng, n, w)
    average = student.mc_average(model, x.copy(), n, np.random.default_rng(4))
    expect.close(average, lambda: (x * masks.mean(axis=0)) @ w, "average")
    expect.holds(len(seen) == n, say("f is called n times", "f를 n번 호출해요"))


@case("mc_average", "n = 1 is one forward pass", "n = 1이면 순전파 한 번이에요", group="robust")
def test_mean_of_one_pass(student, rng):
    x, w = rng.standard_normal((3, 4)) + 1, rng.standard_normal((4, 4))
    average = student.mc_average(lambda v, _: v @ w, x, 1, np.random.default_rng(4))
    expect.close(average, x @ w, "average")


@case("mc_average", "rng is passed on to f", "rng를 f에 넘겨요", group="robust")
def test_rng_is_passed_on(student, rng):
    x, w = rng.standard_normal((2, 5)) + 1, rng.standard_normal((5, 2))
    model, _, seen = sampled_model(rng, 4, w)
    student.mc_average(model, x, 4, np.random.default_rng(4))
    expect.holds(
        seen == ["RemoteRef"] * 4, say("f receives rng as its second argument", "f는 두 번째 인자로 rng를 받아요")
    )


@case("mc_average", "ValueError for n < 1", "n < 1이면 ValueError", group="robust")
@pytest.mark.parametrize("n", [0, -2])
def test_mean_of_no_pass(student, rng, n):
    x = rng.standard_normal((2, 2))
    expect.raises(ValueError, lambda: student.mc_average(lambda v, _: v, x, n, np.random.default_rng(4)), "mc_average")


@case("mc_average", "Neither x nor the outputs of f are modified", "x도 f의 출력도 바꾸지 않아요", group="hygiene")
def test_average_leaves_x_alone(student, rng):
    x = rng.standard_normal((3, 4))
    average = student.mc_average(lambda v, _: v, x, 4, np.random.default_rng(4))
    expect.unmodified(student, 1, what="x")
    expect.close(average, x, "average")
