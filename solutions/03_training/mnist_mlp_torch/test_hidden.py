"""Hidden suite of mnist_mlp_torch. Models, loaders and optimizers are PyTorch's own and live in the sandbox; the same
ones are built here, with the same weights, and the reference trains them. Only the digits need a band.
"""

from __future__ import annotations

from typing import Any

import torch
import torch._dynamo  # the first optimizer of a process imports it, which takes a second

from grader.judge import case, data, expect, say, show
from grader.judge.failures import CandidateRaised

NET, TRAIN, EVAL, FIT = "MLP", "train_one_epoch", "evaluate", "fit"
PLAIN = (("Linear", 5, 8), ("ReLU",), ("Linear", 8, 3))
NORMED = (("Linear", 5, 6), ("BatchNorm1d", 6), ("ReLU",), ("Linear", 6, 3))
DROPPED = (("Linear", 5, 16), ("ReLU",), ("Dropout", 0.5), ("Linear", 16, 3))


def tensors(rng: Any, n: int) -> tuple[Any, Any]:
    """Samples (n, 5), float64, whose classes 0, 1, 2 overlap."""
    y = torch.from_numpy(rng.permutation([i % 3 for i in range(n)]))
    x = torch.from_numpy(rng.standard_normal((n, 5)))
    return x + torch.nn.functional.one_hot(y, 5), y


def models(student: Any, layers: Any) -> tuple[Any, Any]:
    """The same network here and in the sandbox, float64."""
    there = student.construct("torch.nn.Sequential", *(student.construct(f"torch.nn.{n}", *a) for n, *a in layers))
    there.double()
    here = torch.nn.Sequential(*(getattr(torch.nn, n)(*a) for n, *a in layers)).double()
    here.load_state_dict(state_of(student, there))
    return here, there


def loaders(student: Any, x: Any, y: Any, size: int, **options: Any) -> tuple[Any, Any]:
    """The same batches here and in the sandbox."""
    there = student.construct("torch.utils.data.TensorDataset", x, y)
    there = student.construct("torch.utils.data.DataLoader", there, batch_size=size, **options)
    here = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=size, **options)
    return here, there


def optimizers(student: Any, here: Any, there: Any, name: str = "SGD", **options: Any) -> tuple[Any, Any]:
    mine = getattr(torch.optim, name)(here.parameters(), **options)
    return mine, student.construct(f"torch.optim.{name}", there.parameters(), **options)


def losses(student: Any) -> tuple[Any, Any]:
    return torch.nn.CrossEntropyLoss(), student.construct("torch.nn.CrossEntropyLoss")


def state_of(student: Any, model: Any) -> dict[str, Any]:
    return dict(student.library("builtins.dict", model.state_dict()))


def expect_metrics(seen: Any, goal: dict[str, float]) -> None:
    expect.holds(type(seen) is dict, say("a dict is returned", "dict를 돌려줘요"))
    graph = any(getattr(value, "requires_grad", False) is True for value in seen.values())
    expect.holds(not graph, say("no metric carries a graph", "지표에는 계산 그래프가 붙어 있지 않아요"), means="W6")
    expect.close(seen, goal, say("metrics", "지표"), rtol=1e-6)
    expect.holds(
        all(isinstance(seen[name], float) for name in ("loss", "acc")),
        say("loss and acc are floats", "loss와 acc는 실수(float)예요"),
    )


def expect_state(student: Any, there: Any, here: Any) -> None:
    expect.close(state_of(student, there), dict(here.state_dict()), "state_dict", rtol=1e-6, scale=1.0, atol=1e-12)


# --- the network ---------------------------------------------------------------------------------


def weights_of(student: Any, model: Any, d: int, h: int, k: int) -> list[Any]:
    """The four parameters in the order in which they are used, found by their shapes."""
    values = list(student.library("builtins.list", model.parameters()))
    by_shape = {tuple(v.shape): v.detach() for v in values}
    shapes = [(h, d), (h,), (k, h), (k,)]
    expect.holds(
        len(values) == 4 and set(by_shape) == set(shapes),
        say("two linear layers with biases", "편향이 있는 선형층이 두 개예요"),
    )
    return [by_shape[shape] for shape in shapes]


def expect_logits(seen: Any, x: Any, w1: Any, b1: Any, w2: Any, b2: Any) -> None:
    goal = torch.relu(x.flatten(1) @ w1.T + b1) @ w2.T + b2
    expect.shape(seen, tuple(goal.shape), say("logits", "로짓"))
    softmax = torch.allclose(seen.detach().to(goal.dtype), goal.softmax(1), rtol=1e-4, atol=1e-6)
    expect.holds(
        not softmax, say("the answer is logits, not probabilities", "출력은 확률이 아니라 로짓이에요"), means="W3"
    )
    expect.close(seen.detach(), goal, say("logits", "로짓"), scale=1.0)


@case(NET, "Logits of two linear layers with a ReLU between them", "ReLU를 사이에 둔 선형층 두 개의 로짓")
def test_logits(student, rng):
    model = student.MLP(7, 11, 4)
    x = torch.from_numpy(rng.standard_normal((6, 7))).float() * 3
    seen = model(x)
    expect_logits(seen, x, *weights_of(student, model, 7, 11, 4))


@case(NET, "Gradients reach all parameters", "기울기가 모든 파라미터에 닿아요")
def test_gradients_of_logits(student, rng):
    model = student.MLP(5, 9, 3)
    x = torch.from_numpy(rng.standard_normal((6, 5))).float().requires_grad_(True)
    upstream = torch.from_numpy(rng.standard_normal((6, 3))).float()
    seen = student.vjp(model, x, upstream=upstream)
    weights = weights_of(student, model, 5, 9, 3)
    expect_logits(seen.out, x.detach(), *weights)
    w1, b1, w2, b2 = leaves = [w.clone().requires_grad_(True) for w in weights]
    out = torch.relu(x @ w1.T + b1) @ w2.T + b2
    goal = torch.autograd.grad((out * upstream).sum(), [x, *leaves])
    by_shape = {tuple(g.shape): g for g in seen.params.values() if hasattr(g, "shape")}
    expect.close(seen.args[0], goal[0], say("gradient of x", "x의 기울기"), scale=1.0)
    for gradient in goal[1:]:
        expect.close(
            by_shape.get(tuple(gradient.shape)),
            gradient,
            say("gradient of a parameter", "파라미터의 기울기"),
            scale=1.0,
        )


@case(NET, "Images are flattened, one sample is enough", "이미지는 펼치고, 표본 하나여도 돼요", group="robust")
def test_images_as_input(student, rng):
    model = student.MLP(12, 7, 4)
    weights = None
    for shape in ((3, 1, 3, 4), (1, 4, 3), (1, 12)):
        x = torch.from_numpy(rng.standard_normal(shape)).float()
        seen = model(x)
        weights = weights or weights_of(student, model, 12, 7, 4)
        expect_logits(seen, x, *weights)


# --- one epoch -----------------------------------------------------------------------------------


@case(TRAIN, "Parameters and metrics of an epoch", "한 에포크 뒤의 파라미터와 지표")
def test_two_epochs_of_training(student, reference, rng):
    here, there = models(student, PLAIN)
    mine, theirs = loaders(student, *tensors(rng, 11), 4)
    opt, their_opt = optimizers(student, here, there, lr=0.3, momentum=0.5)
    loss, their_loss = losses(student)
    for _ in range(2):
        seen = student.train_one_epoch(there, theirs, their_opt, their_loss, "cpu")
        goal = reference.train_one_epoch(here, mine, opt, loss, "cpu")
        expect_metrics(seen, goal)
        expect_state(student, there, here)


@case(TRAIN, "Training runs in training mode", "학습은 학습 모드에서 해요")
def test_training_mode(student, reference, rng):
    here, there = models(student, NORMED)
    mine, theirs = loaders(student, *tensors(rng, 14), 5)
    opt, their_opt = optimizers(student, here, there, lr=0.1)
    loss, their_loss = losses(student)
    here.eval()
    there.eval()
    seen = student.train_one_epoch(there, theirs, their_opt, their_loss, "cpu")
    goal = reference.train_one_epoch(here, mine, opt, loss, "cpu")
    training = there.training
    batches = state_of(student, there)["1.num_batches_tracked"]
    expect.holds(
        bool(batches == 3),
        say("train_one_epoch switches to training mode", "train_one_epoch는 학습 모드로 바꿔요"),
        means="W7",
    )
    expect_metrics(seen, goal)
    expect_state(student, there, here)
    expect.equal(training, True, say("model.training afterwards", "호출 뒤의 model.training"))


@case(TRAIN, "Adam, another loss, and dropout", "Adam, 다른 손실, 드롭아웃", group="robust")
def test_other_parts(student, reference, rng):
    here, there = models(student, DROPPED)
    mine, theirs = loaders(student, *tensors(rng, 13), 6)
    opt, their_opt = optimizers(student, here, there, "Adam", lr=0.05)
    loss = torch.nn.CrossEntropyLoss(label_smoothing=0.2)
    their_loss = student.construct("torch.nn.CrossEntropyLoss", label_smoothing=0.2)
    seed = int(rng.integers(1 << 30))
    student.seed(seed)
    seen = student.train_one_epoch(there, theirs, their_opt, their_loss, "cpu")
    torch.manual_seed(seed)
    goal = reference.train_one_epoch(here, mine, opt, loss, "cpu")
    expect_metrics(seen, goal)
    expect_state(student, there, here)


def moved(tensor: Any) -> bool:
    """Whether a tensor left the CPU: one on the device ``meta`` has no numbers and stays in the sandbox."""
    return not hasattr(tensor, "device") or tensor.device.type == "meta"


class Witness:
    """Sees what model and loss are given."""

    def __init__(self) -> None:
        self.inputs: list[bool] = []
        self.labels: list[bool] = []

    def before_forward(self, _model: Any, args: Any) -> None:
        self.inputs.append(moved(args[0]))

    def loss(self, _logits: Any, y: Any) -> float:
        self.labels.append(moved(y))
        raise ArithmeticError("seen enough: a tensor without numbers has no loss")


def device_seen(student: Any, rng: Any, function: str) -> Witness:
    """Call ``function`` with a model on the device ``meta``, the only other one that every machine has."""
    witness = Witness()
    model = student.construct("torch.nn.Linear", 5, 3, device="meta")
    model.register_forward_pre_hook(witness.before_forward)
    _, loader = loaders(student, *((t.float() if t.is_floating_point() else t) for t in tensors(rng, 4)), 2)
    device = student.construct("torch.device", "meta")
    extra = [student.construct("torch.optim.SGD", model.parameters(), lr=0.1)] if function == TRAIN else []
    try:
        getattr(student, function)(model, loader, *extra, witness.loss, device)
    except CandidateRaised as error:
        if error.raised.type_name in ("NotImplementedError", "MissingName") and not witness.inputs:
            raise
    return witness


def expect_on_device(seen):
    """The witness saw the batch where the model is, and its labels there, too."""
    expect.holds(
        seen.inputs == [True], say("the model gets x on its device", "모델은 자기 장치에 있는 x를 받아요"), means="W8"
    )
    expect.holds(
        seen.labels == [True],
        say("the loss gets y on the same device", "손실은 같은 장치에 있는 y를 받아요"),
        means="W8",
    )


@case(TRAIN, "Batches are moved to the device", "배치를 장치로 옮겨요", group="robust")
def test_device_of_training(student, rng):
    expect_on_device(device_seen(student, rng, TRAIN))


@case(
    TRAIN,
    "Any iterable of batches; batches stay as they are",
    "배치를 내놓는 이터러블이면 돼요. 배치는 그대로예요",
    group="hygiene",
)
def test_list_of_batches(student, reference, rng):
    here, there = models(student, PLAIN)
    opt, their_opt = optimizers(student, here, there, lr=0.3)
    loss, their_loss = losses(student)
    batches = [tensors(rng, n) for n in (4, 1, 6)]
    seen = student.train_one_epoch(there, batches, their_opt, their_loss, "cpu")
    expect.unmodified(student, 1, what=say("batches", "배치"))
    expect_metrics(seen, reference.train_one_epoch(here, batches, opt, loss, "cpu"))


# --- evaluation ----------------------------------------------------------------------------------


@case(EVAL, "Metrics per sample, in evaluation mode", "평가 모드에서, 표본마다 고르게 잰 지표")
def test_evaluation_of_uneven_batches(student, reference, rng):
    here, there = models(student, (*NORMED[:3], ("Dropout", 0.5), NORMED[3]))
    mine, theirs = loaders(student, *tensors(rng, 11), 4)
    loss, their_loss = losses(student)
    seen = student.evaluate(there, theirs, their_loss, "cpu")
    goal = reference.evaluate(here, mine, loss, "cpu")
    expect_metrics(seen, goal)
    expect_state(student, there, here)


@case(EVAL, "The model is given back in the mode in which it came", "모델을 받은 모드 그대로 돌려줘요")
def test_mode_is_restored(student, reference, rng):
    here, there = models(student, DROPPED)
    mine, theirs = loaders(student, *tensors(rng, 9), 4)
    loss, their_loss = losses(student)
    for mode in (True, False):
        there.train(mode)
        seen = student.evaluate(there, theirs, their_loss, "cpu")
        training = there.training
        if mode:
            expect.holds(training is True, say("training mode comes back", "학습 모드로 되돌아와요"), means="W7")
        expect.equal(training, mode, say("model.training afterwards", "호출 뒤의 model.training"))
        expect_metrics(seen, reference.evaluate(here, mine, loss, "cpu"))


@case(EVAL, "No graph is built", "계산 그래프를 만들지 않아요", group="robust")
def test_no_graph(student, rng):
    _, there = models(student, PLAIN)
    _, theirs = loaders(student, *tensors(rng, 9), 4)
    graphs: list[bool] = []
    there.register_forward_hook(lambda _model, _args, out: graphs.append(bool(out.requires_grad)))
    seen = student.evaluate(there, theirs, losses(student)[1], "cpu")
    expect.equal(graphs, [False] * 3, say("requires_grad of the logits", "로짓의 requires_grad"))
    expect.holds(
        type(seen) is dict and set(seen) == {"loss", "acc"}, say("loss and acc are returned", "loss와 acc를 돌려줘요")
    )


@case(EVAL, "Gradients of the last step are left alone", "마지막 걸음의 기울기를 건드리지 않아요", group="robust")
def test_gradients_survive(student, reference, rng):
    here, there = models(student, PLAIN)
    mine, theirs = loaders(student, *tensors(rng, 8), 8)
    opt, their_opt = optimizers(student, here, there, lr=0.3)
    loss, their_loss = losses(student)
    student.train_one_epoch(there, theirs, their_opt, their_loss, "cpu")
    seen = student.evaluate(there, theirs, their_loss, "cpu")
    their_opt.step()  # with the gradients of the training step, which are still there
    reference.train_one_epoch(here, mine, opt, loss, "cpu")
    expect_metrics(seen, reference.evaluate(here, mine, loss, "cpu"))
    opt.step()
    expect_state(student, there, here)


@case(EVAL, "Batches are moved to the device", "배치를 장치로 옮겨요", group="robust")
def test_device_of_evaluation(student, rng):
    expect_on_device(device_seen(student, rng, EVAL))


# --- all together --------------------------------------------------------------------------------


def expect_history(seen: Any, goal: list[dict[str, float]]) -> None:
    expect.holds(type(seen) is list and len(seen) == len(goal), say("one dict per epoch", "에포크마다 dict가 하나예요"))
    expect.close(seen, goal, "history", rtol=1e-6)


@case(FIT, "Every epoch trains in training mode and is evaluated", "에포크마다 학습 모드로 학습하고 평가해요")
def test_record_of_epochs(student, reference, rng):
    here, there = models(student, NORMED)
    mine, theirs = loaders(student, *tensors(rng, 13), 5)
    val, their_val = loaders(student, *tensors(rng, 7), 3)
    opt, their_opt = optimizers(student, here, there, lr=0.2)
    loss, their_loss = losses(student)
    seen = student.fit(there, theirs, their_val, their_opt, their_loss, 3, "cpu")
    goal = reference.fit(here, mine, val, opt, loss, 3, "cpu")
    expect_history(seen, goal)
    expect_state(student, there, here)


@case(FIT, "Learns digits as well as the reference does", "숫자를 모범 답안만큼 배워요")
def test_learns_digits(student, reference, rng):
    x, y, x_val, y_val = (torch.from_numpy(a) for n in (800, 400) for a in data.digits(rng, n))
    x, x_val = x.float() / 255, x_val.float() / 255
    there = student.MLP(784, 48, 10)
    _, theirs = loaders(student, x, y, 20, shuffle=True)
    _, their_val = loaders(student, x_val, y_val, 100)
    their_opt = student.construct("torch.optim.SGD", there.parameters(), lr=0.1, momentum=0.8)
    seen = student.fit(there, theirs, their_val, their_opt, losses(student)[1], 6, "cpu")
    here = reference.MLP(784, 48, 10)
    mine = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=20, shuffle=True)
    opt = torch.optim.SGD(here.parameters(), lr=0.1, momentum=0.8)
    goal = reference.fit(here, mine, [(x_val, y_val)], opt, losses(student)[0], 6, "cpu")
    if type(seen) is list and all(type(record) is dict for record in seen):
        usual = torch.tensor([record["train_loss"] for record in goal], dtype=torch.float64).numpy()
        curve = [record.get("train_loss") for record in seen]
        show.curve(curve, "train_loss", over="epoch", first=1, band=(usual / 2, 2 * usual), log=True)
    expect.holds(type(seen) is list and len(seen) == 6, say("one dict per epoch", "에포크마다 dict가 하나예요"))
    floor = goal[-1]["val_acc"] - 0.03
    expect.between(
        seen[-1]["val_acc"],
        floor,
        1.0,
        say("val_acc >= that of the reference - 0.03", "val_acc >= 모범 답안의 val_acc - 0.03"),
    )
    expect.between(
        seen[-1]["train_loss"], 0.0, seen[0]["train_loss"] / 2, say("last training loss", "마지막 훈련 손실")
    )
    again = student.evaluate(there, their_val, losses(student)[1], "cpu")
    expect.close(
        seen[-1]["val_acc"], again["acc"], say("val_acc of the last epoch", "마지막 에포크의 val_acc"), rtol=1e-6
    )


@case(
    FIT, "No epochs, no record; the mode of evaluation does not matter", "에포크가 0이면 기록도 없어요", group="robust"
)
def test_no_epochs(student, reference, rng):
    here, there = models(student, DROPPED)
    _, theirs = loaders(student, *tensors(rng, 6), 5)
    _, their_opt = optimizers(student, here, there, lr=0.2)
    seen = student.fit(there, theirs, theirs, their_opt, losses(student)[1], 0, "cpu")
    expect.equal(seen, [], "history")
    expect_state(student, there, here)
