"""Hidden suite of bn_inference: the truth is torch itself, on a model of the same weights in the judge.

Models are built in the sandbox from torch's own layers, so nothing depends on an architecture of the student's.
Every answer is asked for before it is compared; the model in the judge is brought to the same state afterwards.
"""

from __future__ import annotations

from typing import Any

import pytest
import torch
import torch._dynamo  # the first optimizer of a process imports it, which takes a second
from torch import nn

from grader.judge import case, expect, say

VECTORS = (("Linear", 4, 5), ("BatchNorm1d", 5), ("ReLU",), ("Linear", 5, 3), ("BatchNorm1d", 3))
IMAGES = (("Conv2d", 2, 3, 3), ("BatchNorm2d", 3), ("ReLU",), ("Flatten",), ("Linear", 12, 2))
INPUTS = {VECTORS: (4,), IMAGES: (2, 4, 4)}
LAYERS = [pytest.param(VECTORS, id="vectors"), pytest.param(IMAGES, id="images")]
BUFFERS = ("running_mean", "running_var")


def tensor(rng: Any, *shape: int, dtype: Any = torch.float32) -> Any:
    return torch.tensor(rng.standard_normal(shape), dtype=dtype)


def random_state(rng: Any, model: Any) -> dict[str, Any]:
    """Values for everything in ``state_dict``; variances far from 1 and means far from 0."""
    state = {}
    for name, value in model.state_dict().items():
        if name.endswith("running_var"):
            state[name] = torch.tensor(rng.uniform(0.2, 0.6, value.shape), dtype=value.dtype)
        elif name.endswith("num_batches_tracked"):
            state[name] = torch.tensor(7)
        else:
            state[name] = tensor(rng, *value.shape, dtype=value.dtype) + (1.0 if name.endswith("running_mean") else 0.3)
    return state


def here(layers: Any) -> Any:
    return nn.Sequential(*(getattr(nn, name)(*arguments) for name, *arguments in layers))


def there(student: Any, layers: Any) -> Any:
    parts = [student.library(f"torch.nn.{name}", *arguments) for name, *arguments in layers]
    return student.library("torch.nn.Sequential", *parts)


def models(student: Any, rng: Any, layers: Any = VECTORS, mode: str = "train") -> tuple[Any, Any]:
    """The same model in the judge and in the sandbox, in the same mode."""
    mine, theirs = here(layers), there(student, layers)
    state = random_state(rng, mine)
    mine.load_state_dict(state)
    theirs.load_state_dict(state)
    for model in (mine, theirs):
        getattr(model, mode)()
    return mine, theirs


def batch(rng: Any, n: int, layers: Any = VECTORS) -> Any:
    return tensor(rng, n, *INPUTS[layers]) * 2 + 0.5


def state_of(student: Any, model: Any) -> dict[str, Any]:
    state: dict[str, Any] = student.library("builtins.dict", model.state_dict())
    return state


def statistics(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name.rpartition(".")[2] in BUFFERS}


def evaluated(model: Any, x: Any) -> Any:
    with torch.no_grad():
        return model.eval()(x)


# --- training ------------------------------------------------------------------------------------


def check_training(student: Any, rng: Any, mode: str, settings: dict[str, Any], sizes: tuple[int, ...]) -> None:
    mine, theirs = models(student, rng, mode=mode)
    batches = [(batch(rng, n), tensor(rng, n, 3)) for n in sizes]
    loss_fn = student.library("torch.nn.MSELoss")
    optimizer = student.construct("torch.optim.SGD", theirs.parameters(), **settings)
    losses = [student.train_step(theirs, x, y, loss_fn, optimizer) for x, y in batches]
    state, training = state_of(student, theirs), theirs.training
    mine.train()
    truth = torch.optim.SGD(mine.parameters(), **settings)
    for (x, y), seen in zip(batches, losses, strict=True):
        truth.zero_grad()
        loss = nn.functional.mse_loss(mine(x), y)
        loss.backward()
        truth.step()
        expect.close(seen, loss.item(), say("loss", "손실"), rtol=1e-4)
    expect.close(state, dict(mine.state_dict()), "state_dict", scale=1.0)
    expect.holds(
        training is True, say("model.training is True after train_step", "train_step 뒤의 model.training은 True예요")
    )


@case(
    "train_step",
    "A step trains, also when the model came in evaluation mode",
    "모델이 평가 모드로 들어와도 학습 단계가 제대로 돼요",
)
def test_a_model_in_evaluation_mode_learns(student, rng):
    check_training(student, rng, "eval", {"lr": 0.1}, (6,))


@case("train_step", "Several steps with momentum", "모멘텀을 쓰는 여러 단계")
def test_steps_with_momentum(student, rng):
    check_training(student, rng, "train", {"lr": 0.05, "momentum": 0.8}, (5, 7, 4))


@case("train_step", "Gradients from before do not count", "이전에 남은 기울기는 영향을 주지 않아요", group="robust")
def test_stale_gradients(student, rng):
    mine, theirs = models(student, rng)
    x, y = batch(rng, 6), tensor(rng, 6, 3)
    loss_fn = student.library("torch.nn.MSELoss")
    slow = student.construct("torch.optim.SGD", theirs.parameters(), lr=0.0)
    fast = student.construct("torch.optim.SGD", theirs.parameters(), lr=0.1)
    student.train_step(theirs, x, y, loss_fn, slow)  # leaves gradients behind
    student.train_step(theirs, x, y, loss_fn, fast)
    state = state_of(student, theirs)
    truth = torch.optim.SGD(mine.parameters(), lr=0.1)
    mine(x)
    nn.functional.mse_loss(mine(x), y).backward()
    truth.step()
    expect.close(state, dict(mine.state_dict()), "state_dict", scale=1.0)


@case("train_step", "The loss is a plain number", "손실은 평범한 수예요", group="hygiene")
def test_loss_is_a_float(student, rng):
    _, theirs = models(student, rng)
    optimizer = student.construct("torch.optim.SGD", theirs.parameters(), lr=0.1)
    loss = student.train_step(theirs, batch(rng, 4), tensor(rng, 4, 3), student.library("torch.nn.L1Loss"), optimizer)
    expect.holds(type(loss) is float, say("type(loss) is float", "손실의 자료형은 float예요"))


# --- prediction ----------------------------------------------------------------------------------


@case(
    "predict",
    "A sample alone gets the same answer as in a batch, in every mode",
    "어느 모드에서든 표본 하나만 넣어도 배치에 넣었을 때와 답이 같아요",
)
@pytest.mark.parametrize("layers", LAYERS)
def test_alone_or_in_a_batch(student, rng, layers):
    mine, theirs = models(student, rng, layers)
    x = batch(rng, 5, layers)
    together = student.predict(theirs, x)
    alone = [student.predict(theirs, x[i : i + 1].clone()) for i in range(2)]
    state = state_of(student, theirs)
    untouched = dict(mine.state_dict())
    expect.close(state, untouched, say("state_dict after predict", "predict 뒤의 state_dict"))
    goal = evaluated(mine, x)
    expect.close(together, goal, "predict(model, x)", scale=1.0)
    for i, seen in enumerate(alone):
        expect.close(seen, goal[i : i + 1], "predict(model, x[i:i+1])", scale=1.0)


@case(
    "predict",
    "Two models that differ in their running statistics only",
    "이동 통계만 다른 두 모델은 예측이 달라요",
)
def test_statistics_decide(student, rng):
    mine, theirs = models(student, rng, IMAGES, "eval")
    x = batch(rng, 4, IMAGES)
    first = student.predict(theirs, x)
    other = {name: value * 3 + 0.5 for name, value in statistics(dict(mine.state_dict())).items()}
    theirs.load_state_dict(other, False)
    second = student.predict(theirs, x)
    expect.close(first, evaluated(mine, x), "predict", scale=1.0)
    mine.load_state_dict(other, strict=False)
    expect.close(
        second, evaluated(mine, x), say("predict with other statistics", "predict (통계가 다른 모델)"), scale=1.0
    )


@case("predict", "The model is left in the mode it came in", "모델을 받았을 때의 모드 그대로 돌려놓아요")
@pytest.mark.parametrize("mode", ["train", "eval"])
def test_mode_afterwards(student, rng, mode):
    mine, theirs = models(student, rng, VECTORS, mode)
    x = batch(rng, 4)
    out, training = student.predict(theirs, x), theirs.training
    was = mine.training
    expect.close(out, evaluated(mine, x), "predict", scale=1.0)
    expect.holds(training is was, say(f"model.training is {was} after predict", f"predict 뒤의 model.training = {was}"))


@case("predict", "Layers that were frozen stay frozen", "얼려 둔 층은 계속 얼어 있어요", group="robust")
def test_frozen_layer(student, rng):
    mine, theirs = models(student, rng)
    frozen = theirs[1]
    frozen.eval()
    x = batch(rng, 4)
    out, seen = student.predict(theirs, x), (theirs.training, frozen.training, theirs[4].training)
    expect.close(out, evaluated(mine, x), "predict", scale=1.0)
    expect.equal(
        seen,
        (True, False, True),
        say("training of the model, of a frozen layer and of another layer", "모델, 얼린 층, 다른 층의 training"),
    )


@case(
    "predict", "Dropout is off as well, and there is no graph", "드롭아웃도 꺼지고 그래프도 남지 않아요", group="robust"
)
def test_dropout_and_graph(student, rng):
    layers = (("Linear", 4, 9), ("BatchNorm1d", 9), ("Dropout", 0.5), ("Linear", 9, 3))
    mine, theirs = models(student, rng, layers)
    x = tensor(rng, 6, 4)
    out = student.predict(theirs, x)
    expect.close(out, evaluated(mine, x), "predict", scale=1.0)
    expect.holds(not out.requires_grad, say("predict records no graph", "predict는 그래프를 남기지 않아요"))


@case(
    "predict", "The input stays, and float64 remains float64", "입력을 바꾸지 않고 float64도 유지돼요", group="hygiene"
)
def test_double_predictions(student, rng):
    mine, theirs = models(student, rng)
    mine.double()
    theirs.double()
    x = tensor(rng, 4, 4, dtype=torch.float64)
    out = student.predict(theirs, x)
    expect.unmodified(student, 1, what="x")
    expect.close(out, evaluated(mine, x), "predict", scale=1.0)


# --- state ---------------------------------------------------------------------------------------


@case("export_state", "Parameters and buffers, by name", "파라미터와 버퍼를 이름별로 모두 내보내요")
@pytest.mark.parametrize("layers", LAYERS)
def test_everything_is_exported(student, rng, layers):
    mine, theirs = models(student, rng, layers)
    state = student.export_state(theirs)
    expect.holds(isinstance(state, dict), say("export_state gives a dict", "export_state는 dict를 돌려줘요"))
    expect.equal(sorted(state), sorted(mine.state_dict()), say("names in the state", "state에 있는 이름"))
    expect.close(dict(state), dict(mine.state_dict()), "state")


@case(
    "export_state", "Later training does not change the state", "나중에 학습해도 내보낸 값은 그대로예요", group="robust"
)
def test_exported_state_is_a_copy(student, rng):
    mine, theirs = models(student, rng)
    kept = student.construct("operator.call", student.function("export_state"), theirs)
    theirs.load_state_dict(random_state(rng, mine))
    theirs(batch(rng, 5))
    later = student.library("builtins.dict", kept)
    expect.close(later, dict(mine.state_dict()), say("state after more training", "더 학습한 뒤의 state"))


@case("export_state", "No graph in the state", "내보낸 값에 그래프가 없어요", group="hygiene")
def test_exported_state_has_no_graph(student, rng):
    _, theirs = models(student, rng)
    state = student.export_state(theirs)
    expect.holds(
        not any(value.requires_grad for value in state.values()),
        say("no tensor in the state requires a gradient", "state에 든 텐서는 모두 requires_grad가 False예요"),
    )


@case(
    "load_for_inference",
    "Exported, loaded, same predictions, in evaluation mode",
    "내보낸 상태를 불러오면 예측이 같고 평가 모드가 돼요",
    needs=("export_state",),
)
@pytest.mark.parametrize("layers", LAYERS)
def test_round_trip(student, rng, layers):
    mine, theirs = models(student, rng, layers)
    fresh = there(student, layers)
    loaded = student.load_for_inference(fresh, student.export_state(theirs))
    x = batch(rng, 4, layers)
    out, training = loaded(x), loaded.training
    expect.close(
        out.detach(), evaluated(mine, x), say("predictions of the loaded model", "불러온 모델의 예측"), scale=1.0
    )
    expect.holds(
        training is False, say("model.training is False after loading", "불러온 뒤의 model.training은 False예요")
    )


@case(
    "load_for_inference",
    "A state without running statistics is refused",
    "이동 통계가 빠진 상태는 거절해요",
    group="robust",
)
def test_state_without_buffers(student, rng):
    mine, theirs = models(student, rng)
    parameters = {name: value.detach() for name, value in mine.named_parameters()}
    errors = (RuntimeError, ValueError, KeyError)
    expect.raises(errors, lambda: student.load_for_inference(theirs, parameters), "load_for_inference")


# --- recalibration ---------------------------------------------------------------------------------


def check_recalibration(student: Any, rng: Any, layers: Any, sizes: tuple[int, ...]) -> None:
    mine, theirs = models(student, rng, layers, "eval")
    loader = [batch(rng, n, layers) for n in sizes]
    state = state_of(student, student.recalibrate_bn(theirs, [x.clone() for x in loader]))
    goal = dict(mine.state_dict())
    for module in mine.modules():
        if isinstance(module, nn.BatchNorm1d | nn.BatchNorm2d):
            module.reset_running_stats()
            module.momentum = None
    mine.train()
    for x in loader:
        mine(x)
    expect.close(
        statistics(state), statistics(dict(mine.state_dict())), say("running statistics", "이동 통계"), scale=1.0
    )
    learned = [name for name in goal if name.endswith(("weight", "bias"))]
    expect.close([state[name] for name in learned], [goal[name] for name in learned], say("weights", "가중치"))


@case(
    "recalibrate_bn",
    "Statistics are the averages over the batches",
    "통계가 배치들에 걸친 평균이 돼요",
)
@pytest.mark.parametrize("layers", LAYERS)
def test_averages_over_the_batches(student, rng, layers):
    check_recalibration(student, rng, layers, (6, 6, 6))


@case(
    "recalibrate_bn",
    "Batches of different sizes count equally",
    "크기가 다른 배치도 똑같이 한 번씩 세요",
    group="robust",
)
def test_batches_of_different_sizes(student, rng):
    check_recalibration(student, rng, VECTORS, (3, 9, 5, 2))


@case(
    "recalibrate_bn",
    "Momentum and mode are as before",
    "모멘텀과 모드는 이전과 같아요",
    group="robust",
)
def test_settings_survive(student, rng):
    mine, theirs = models(student, rng)
    theirs[1].momentum = 0.3
    theirs[4].eval()
    student.recalibrate_bn(theirs, [batch(rng, 4), batch(rng, 4)])
    momenta, modes = (theirs[1].momentum, theirs[4].momentum), (theirs.training, theirs[1].training, theirs[4].training)
    expect.close(momenta, (0.3, mine[4].momentum), say("momentum of the layers", "층의 모멘텀"))
    expect.equal(modes, (True, True, False), say("training of the model and of its layers", "모델과 층의 training"))


# --- folding ---------------------------------------------------------------------------------------


def check_fold(student: Any, rng: Any, channels: tuple[int, int], conv: dict[str, Any], bn: dict[str, Any]) -> None:
    dtype = torch.float64
    size = conv.pop("kernel_size", 3)
    mine = nn.Sequential(nn.Conv2d(*channels, size, **conv), nn.BatchNorm2d(channels[1], **bn)).double()
    state = random_state(rng, mine)
    mine.load_state_dict(state)
    layer = student.library("torch.nn.Conv2d", *channels, size, **conv)
    norm = student.library("torch.nn.BatchNorm2d", channels[1], **bn)
    for part, number in ((layer, "0."), (norm, "1.")):
        part.double()
        part.load_state_dict({n.removeprefix(number): v for n, v in state.items() if n.startswith(number)})
        part.eval()
    folded = student.fold_conv_bn(layer, norm)
    weight, bias = folded.weight, folded.bias
    x = tensor(rng, 2, channels[0], 7, 6, dtype=dtype)
    out = folded(x)
    kept = [state_of(student, layer), state_of(student, norm)]
    expect.shape(weight, tuple(mine[0].weight.shape), say("weight of the folded convolution", "합친 합성곱의 가중치"))
    expect.shape(bias, (channels[1],), say("bias of the folded convolution", "합친 합성곱의 편향"))
    expect.close(
        out.detach(),
        evaluated(mine, x),
        say("output of the folded convolution", "합친 합성곱의 출력"),
        rtol=1e-6,
        scale=1.0,
    )
    expect.close(
        kept,
        [dict(mine[0].state_dict()), dict(mine[1].state_dict())],
        say("the arguments afterwards", "호출 뒤의 인자"),
    )


@case(
    "fold_conv_bn", "Equals convolution and BN in evaluation mode", "합성곱과 평가 모드 BN을 차례로 적용한 것과 같아요"
)
@pytest.mark.parametrize("bias", [True, False], ids=["bias", "no-bias"])
def test_folded_equals_both(student, rng, bias):
    check_fold(student, rng, (3, 4), {"bias": bias}, {"eps": 0.02})


@case("fold_conv_bn", "Stride, padding, dilation and groups", "스트라이드, 패딩, 팽창, 그룹")
@pytest.mark.parametrize(
    "conv",
    [
        {"stride": (2, 1), "padding": (1, 0), "groups": 2},
        {"dilation": (1, 2), "padding": 2, "kernel_size": (2, 3)},
    ],
    ids=["stride", "dilation"],
)
def test_folded_geometry(student, rng, conv):
    check_fold(student, rng, (4, 6), dict(conv), {"eps": 0.05})


@case("fold_conv_bn", "BN without gamma and beta", "γ와 β가 없는 BN", group="robust")
def test_folded_without_affine(student, rng):
    check_fold(student, rng, (2, 3), {"padding": 1}, {"affine": False, "eps": 0.01})


@case("fold_conv_bn", "Padding mode of the convolution", "합성곱의 패딩 방식", group="robust")
def test_folded_padding_mode(student, rng):
    check_fold(student, rng, (2, 3), {"padding": 2, "padding_mode": "reflect"}, {"eps": 0.01})


# --- facts -----------------------------------------------------------------------------------------


@case("explain_eval", "Three statements about eval()", "eval()에 대한 세 문장")
def test_three_facts(student, reference):
    answers = [student.explain_eval() for _ in range(4)]  # three coins are right once in eight times, and then no more
    for facts in answers:
        expect.equal(facts, reference.explain_eval, say("facts", "사실"))
