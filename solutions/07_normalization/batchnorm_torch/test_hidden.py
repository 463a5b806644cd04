"""Hidden suite of batchnorm_torch: the truth is torch's own BatchNorm, built in the judge for every case.

Weights reach the student's module by ``load_state_dict``; buffers are read as attributes. All calls come
before the comparisons. Module and truth work in float32, the default, except where a case says float64.
"""

from __future__ import annotations

import numpy as np
import pytest
import torch

from grader.judge import case, expect, gradients, say

SHAPES = [(7, 3), (5, 4, 6), (3, 5, 4, 2)]
BUFFERS = ("running_mean", "running_var", "num_batches_tracked")


def tensor(rng, *shape, dtype=torch.float32):
    return torch.tensor(rng.standard_normal(shape), dtype=dtype)


def batch(rng, shape, dtype=torch.float32):
    """Input with its own offset and spread per channel."""
    per_channel = (1, shape[1], *[1] * (len(shape) - 2))
    spread, offset = rng.uniform(0.5, 3.0, per_channel), rng.uniform(-4.0, 4.0, per_channel)
    return torch.tensor(rng.standard_normal(shape) * spread + offset, dtype=dtype)


def torch_module(shape, **options):
    kind = torch.nn.BatchNorm2d if len(shape) == 4 else torch.nn.BatchNorm1d
    return kind(shape[1], **options)


def pair(student, rng, shape, **options):
    """The student's module and torch's, with the same random weight and bias."""
    mine, theirs = torch_module(shape, **options), student.MyBatchNorm(shape[1], **options)
    if mine.weight is not None:
        weights = {"weight": tensor(rng, shape[1]) + 2.0, "bias": tensor(rng, shape[1])}
        mine.load_state_dict(weights, strict=False)
        theirs.load_state_dict(weights, False)
    return mine, theirs


def buffers(module):
    return {name: getattr(module, name) for name in BUFFERS}


def truth_of(module, x, upstream):
    """Output and gradients (input, weight, bias) of torch's module."""
    x = x.detach().clone().requires_grad_(True)
    out = module(x)
    sources = [x, *module.parameters()]
    # The gradient of a sum: given an upstream tensor, torch would first import its symbolic shapes, 0.4 s per fork.
    return out, torch.autograd.grad((out * upstream).sum(), sources)


def expect_module_gradients(seen, out, grads, rtol=None):
    """Output and gradients of the student's module against torch's."""
    expect.close(seen.out, out.detach(), say("output", "출력"), rtol=rtol)
    expect.close(seen.args[0], grads[0], say("gradient of the input", "입력에 대한 기울기"), rtol=rtol, scale=1.0)
    for name, goal in zip(("weight", "bias"), grads[1:], strict=False):
        expect.holds(name in seen.params, say(f"{name} is a learnable parameter", f"{name}: 학습하는 파라미터예요"))
        expect.close(seen.params[name], goal, say(f"gradient of {name}", f"기울기 ({name})"), rtol=rtol, scale=1.0)


# --- training ------------------------------------------------------------------------------------


@case("MyBatchNorm", "Output and gradients in training", "학습 모드의 출력과 기울기")
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_training_step(student, rng, shape):
    mine, theirs = pair(student, rng, shape)
    x, upstream = batch(rng, shape).requires_grad_(True), tensor(rng, *shape)
    seen = student.vjp(theirs, x, upstream=upstream)
    expect_module_gradients(seen, *truth_of(mine, x, upstream))


@case(
    "MyBatchNorm", "Buffers over five training steps, then evaluation", "학습 다섯 번 동안의 버퍼와 그다음의 평가 모드"
)
@pytest.mark.parametrize("channels", [(4,), (3, 2, 3)], ids=["2d", "4d"])
def test_five_steps_and_evaluation(student, rng, channels):
    mine, theirs = pair(student, rng, (2, *channels))
    batches = [batch(rng, (n, *channels)) for n in (5, 3, 7, 2, 4)]
    outs = [theirs(x) for x in batches]
    kept = buffers(theirs)
    theirs.eval()
    new = batch(rng, (6, *channels))
    evaluated, after = theirs(new), buffers(theirs)
    for x, out in zip(batches, outs, strict=True):
        expect.close(out, mine(x).detach(), say("output", "출력"))
    expect.close(kept, buffers(mine), say("buffers", "버퍼"))
    mine.eval()
    expect.close(evaluated, mine(new).detach(), say("output (evaluation)", "출력 (평가 모드)"))
    expect.close(after, buffers(mine), say("buffers after evaluation", "평가 뒤의 버퍼"))


@case("MyBatchNorm", "One step with a momentum of your own", "모멘텀을 직접 정한 학습 한 번")
def test_own_momentum(student, rng):
    mine, theirs = pair(student, rng, (6, 5), momentum=0.3)
    x = batch(rng, (6, 5))
    out, kept = theirs(x), buffers(theirs)
    expect.close(out, mine(x).detach(), say("output", "출력"))
    expect.close(kept, buffers(mine), say("buffers", "버퍼"))


# --- evaluation ----------------------------------------------------------------------------------


def trained_pair(student, rng, shape, **options):
    """Both modules with the same running statistics, in evaluation mode."""
    mine, theirs = pair(student, rng, shape, **options)
    stats = {
        "running_mean": tensor(rng, shape[1]),
        "running_var": torch.tensor(rng.uniform(0.3, 4.0, shape[1]), dtype=torch.float32),
    }
    for module in (mine, theirs):
        module.load_state_dict(stats, False) if module is theirs else module.load_state_dict(stats, strict=False)
        module.eval()
    return mine, theirs


@case(
    "MyBatchNorm",
    "Evaluation uses the buffers, whatever else is in the batch",
    "평가 모드는 버퍼를 쓰고, 배치의 다른 표본과 상관없어요",
)
@pytest.mark.parametrize("shape", [(5, 3), (4, 3, 2, 3)], ids=str)
def test_evaluation_ignores_the_batch(student, rng, shape):
    mine, theirs = trained_pair(student, rng, shape)
    x = batch(rng, shape)
    out, alone, kept = theirs(x), theirs(x[1:2].clone()), buffers(theirs)
    expect.close(out, mine(x).detach(), say("output (evaluation)", "출력 (평가 모드)"))
    expect.close(alone, mine(x[1:2]).detach(), say("output (one sample)", "출력 (표본 하나)"))
    expect.close(kept, buffers(mine), say("buffers after evaluation", "평가 뒤의 버퍼"))


@case("MyBatchNorm", "Gradients in evaluation mode", "평가 모드의 기울기")
def test_evaluation_gradients(student, rng):
    shape = (4, 3, 2, 2)
    mine, theirs = trained_pair(student, rng, shape)
    x, upstream = batch(rng, shape).requires_grad_(True), tensor(rng, *shape)
    seen = student.vjp(theirs, x, upstream=upstream)
    expect_module_gradients(seen, *truth_of(mine, x, upstream))


# --- what kind of module it is -----------------------------------------------------------------------


@case(
    "MyBatchNorm",
    "state_dict holds five names, and torch's module can load it",
    "state_dict에 이름 다섯 개가 있고, torch의 모듈이 불러올 수 있어요",
)
def test_state_dict(student, rng):
    mine, theirs = pair(student, rng, (6, 4))
    x = batch(rng, (6, 4))
    out = theirs(x)
    state = student.library("builtins.dict", theirs.state_dict())
    theirs.eval()
    evaluated = theirs(x)
    expect.close(out, mine(x).detach(), say("output", "출력"))
    expect.equal(sorted(state), sorted(mine.state_dict()), say("names in state_dict", "state_dict에 있는 이름"))
    expect.close(state, dict(mine.state_dict()), "state_dict")
    loaded = torch_module((6, 4))
    loaded.load_state_dict(state)
    expect.close(evaluated, loaded.eval()(x).detach(), say("output (evaluation)", "출력 (평가 모드)"))


@case("MyBatchNorm", "Only weight and bias learn", "weight와 bias만 학습해요")
def test_parameters(student, rng):
    mine, theirs = pair(student, rng, (5, 3))
    x = batch(rng, (5, 3))
    learned = student.library("builtins.dict", theirs.named_parameters())
    out = theirs(x)
    expect.close(out, mine(x).detach(), say("output", "출력"))
    expect.equal(sorted(learned), ["bias", "weight"], say("names of the parameters", "파라미터의 이름"))
    expect.holds(
        all(p.requires_grad for p in learned.values()),
        say("weight and bias require gradients", "weight와 bias는 requires_grad가 True예요"),
    )


@case("MyBatchNorm", "A new module starts like torch's", "새로 만든 모듈의 초깃값이 torch와 같아요")
def test_initial_values(student, rng):
    x, mine = batch(rng, (4, 3)), torch.nn.BatchNorm1d(3)
    theirs = student.MyBatchNorm(3)
    state, out = student.library("builtins.dict", theirs.state_dict()), theirs(x)
    expect.close(state, dict(mine.state_dict()), say("initial state_dict", "초기 state_dict"))
    expect.close(out, mine(x).detach(), say("output", "출력"))


# --- options and edges -------------------------------------------------------------------------------


@case(
    "MyBatchNorm",
    "momentum=None averages all batches equally",
    "momentum=None이면 모든 배치를 똑같이 평균해요",
    group="robust",
)
def test_cumulative_average(student, rng):
    mine, theirs = pair(student, rng, (4, 3), momentum=None)
    batches = [batch(rng, (n, 3)) for n in (4, 6, 3, 5)]
    kept = []
    for x in batches:
        theirs(x)
        kept.append(buffers(theirs))
    theirs.eval()
    out = theirs(batches[0])
    for x, seen in zip(batches, kept, strict=True):
        mine(x)
        expect.close(seen, buffers(mine), say("buffers", "버퍼"))
    expect.close(out, mine.eval()(batches[0]).detach(), say("output (evaluation)", "출력 (평가 모드)"))


@case("MyBatchNorm", "affine=False: no weight, no bias", "affine=False면 weight와 bias가 없어요", group="robust")
def test_without_affine(student, rng):
    mine, theirs = pair(student, rng, (3, 4, 5), affine=False)
    x, upstream = batch(rng, (3, 4, 5)).requires_grad_(True), tensor(rng, 3, 4, 5)
    seen = student.vjp(theirs, x, upstream=upstream)
    state, weight, bias = student.library("builtins.dict", theirs.state_dict()), theirs.weight, theirs.bias
    expect_module_gradients(seen, *truth_of(mine, x, upstream))
    expect.equal(sorted(state), sorted(mine.state_dict()), say("names in state_dict", "state_dict에 있는 이름"))
    expect.holds(weight is None and bias is None, say("weight and bias are None", "weight와 bias는 None이에요"))


@case(
    "MyBatchNorm",
    "track_running_stats=False: batch statistics in both modes",
    "track_running_stats=False면 두 모드 모두 배치 통계를 써요",
    group="robust",
)
def test_without_tracking(student, rng):
    mine, theirs = pair(student, rng, (5, 3), track_running_stats=False)
    x = batch(rng, (5, 3))
    out, state, mean = theirs(x), student.library("builtins.dict", theirs.state_dict()), theirs.running_mean
    theirs.eval()
    evaluated = theirs(x)
    expect.close(out, mine(x).detach(), say("output", "출력"))
    expect.close(evaluated, mine.eval()(x).detach(), say("output (evaluation)", "출력 (평가 모드)"))
    expect.equal(sorted(state), sorted(mine.state_dict()), say("names in state_dict", "state_dict에 있는 이름"))
    expect.holds(mean is None, say("running_mean is None", "running_mean은 None이에요"))


@case("MyBatchNorm", "eps counts where the variance is tiny", "분산이 아주 작으면 eps가 중요해요", group="robust")
@pytest.mark.parametrize("eps", [1e-5, 0.02])
def test_eps_with_tiny_variance(student, rng, eps):
    shape = (6, 3, 2, 2)
    mine, theirs = pair(student, rng, shape, eps=eps)
    x, upstream = (tensor(rng, *shape) * 3e-3).requires_grad_(True), tensor(rng, *shape)
    seen = student.vjp(theirs, x, upstream=upstream)
    expect_module_gradients(seen, *truth_of(mine, x, upstream))


@case(
    "MyBatchNorm",
    "ValueError for one value per channel in training",
    "학습 모드에서 채널마다 값이 하나뿐이면 ValueError",
    group="robust",
)
@pytest.mark.parametrize("shape", [(1, 4), (1, 4, 1), (1, 4, 1, 1)], ids=str)
def test_one_value_per_channel(student, rng, shape):
    theirs = student.MyBatchNorm(4)
    expect.raises(
        ValueError, lambda: theirs(tensor(rng, *shape)), say("MyBatchNorm in training", "학습 모드의 MyBatchNorm")
    )
    kept = buffers(theirs)
    expect.close(
        kept, buffers(torch.nn.BatchNorm1d(4)), say("buffers after the refused batch", "거절한 배치 뒤의 버퍼")
    )


@case("MyBatchNorm", "ValueError for other numbers of dimensions", "차원 수가 다르면 ValueError", group="robust")
@pytest.mark.parametrize("shape", [(4,), (2, 4, 3, 3, 2)], ids=str)
def test_other_dimensions(student, rng, shape):
    theirs = student.MyBatchNorm(4)
    expect.raises(ValueError, lambda: theirs(tensor(rng, *shape)), "MyBatchNorm")


@case("MyBatchNorm", "One image is enough: (1, C, 4, 4)", "이미지 한 장이면 충분해요: (1, C, 4, 4)", group="robust")
def test_one_image(student, rng):
    shape = (1, 3, 4, 4)
    mine, theirs = pair(student, rng, shape)
    x, upstream = batch(rng, shape).requires_grad_(True), tensor(rng, *shape)
    seen = student.vjp(theirs, x, upstream=upstream)
    kept = buffers(theirs)
    expect_module_gradients(seen, *truth_of(mine, x, upstream))
    expect.close(kept, buffers(mine), say("buffers", "버퍼"))


@case("MyBatchNorm", "Gradient check in float64", "float64로 하는 기울기 검사", group="robust")
def test_double_gradients(student, rng):
    shape = (4, 2, 3)
    mine, theirs = pair(student, rng, shape)
    mine.double()
    theirs.double()
    x, upstream = batch(rng, shape, torch.float64).requires_grad_(True), tensor(rng, *shape, dtype=torch.float64)
    seen = student.vjp(theirs, x, upstream=upstream)
    with torch.no_grad():
        slope = gradients.numeric(
            lambda v: mine(torch.from_numpy(v)).numpy(), x.detach().numpy().copy(), upstream.numpy()
        )
    expect.gradient(seen.args[0], torch.from_numpy(slope), say("gradient of the input", "입력에 대한 기울기"))
    expect_module_gradients(seen, *truth_of(mine, x, upstream))


@case("MyBatchNorm", "The input stays as it was", "입력을 바꾸지 않아요", group="hygiene")
def test_input_is_kept(student, rng):
    theirs = student.MyBatchNorm(3)
    for mode in ("train", "eval"):
        getattr(theirs, mode)()
        theirs(batch(rng, (5, 3)))
        expect.unmodified(student, 0, what="x")


@case("MyBatchNorm", ".double() moves the buffers, too", ".double()은 버퍼의 자료형도 바꿔요", group="hygiene")
def test_double_moves_buffers(student, rng):
    mine, theirs = pair(student, rng, (6, 3))
    theirs.double()
    x = batch(rng, (6, 3), torch.float64)
    out, kept = theirs(x), buffers(theirs)
    expect.close(out, mine.double()(x).detach(), say("output", "출력"))
    expect.close(kept, buffers(mine), say("buffers", "버퍼"))
    expect.holds(
        kept["num_batches_tracked"].dtype == torch.int64,
        say("num_batches_tracked is an int64", "num_batches_tracked는 int64예요"),
    )


@case("MyBatchNorm", "No graph hangs on to the buffers", "버퍼에 계산 그래프가 남지 않아요", group="hygiene")
def test_buffers_carry_no_graph(student, rng):
    theirs = student.MyBatchNorm(3)
    x = batch(rng, (5, 3)).requires_grad_(True)
    for _ in range(2):
        theirs(x)
    kept = buffers(theirs)
    expect.holds(
        not any(value.requires_grad for value in kept.values()),
        say("buffers do not require gradients", "버퍼는 requires_grad가 False예요"),
    )
    expect.finite(np.asarray(kept["running_var"].detach()), "running_var")
