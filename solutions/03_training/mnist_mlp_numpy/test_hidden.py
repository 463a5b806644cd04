"""Hidden suite of mnist_mlp_numpy. Whatever the student draws is read from ``params``, and what follows from it is
computed here, so that no right solution fails because it draws in another order. Accuracies have wide bands.
"""

from __future__ import annotations

import struct
from itertools import permutations

import numpy as np
import pytest

from grader.judge import case, data, expect, inputs, say, show

IDX, PIXELS, MLP = "read_idx", "preprocess", "MLPClassifier"
NAMES = ("W1", "b1", "W2", "b2")
RTOL, ATOL = 1e-4, 1e-6  # wide enough for float32


# --- files ---------------------------------------------------------------------------------------


def idx(array, kind=0x08):
    """The IDX file of an array."""
    header = struct.pack(f">HBB{array.ndim}I", 0, kind, array.ndim, *array.shape)
    return header + array.astype({0x08: "u1", 0x0D: ">f4"}[kind]).tobytes()


@case(IDX, "Images of bytes", "바이트로 된 이미지")
def test_bytes_of_images(student, rng):
    images = rng.integers(0, 256, (3, 5, 4)).astype(np.uint8)
    expect.equal(student.read_idx(idx(images)), images, "read_idx")


@case(IDX, "Labels, and more axes", "레이블, 그리고 더 많은 축")
def test_other_numbers_of_axes(student, rng):
    for shape in ((7,), (2, 3, 1, 4)):
        labels = rng.integers(0, 256, shape).astype(np.uint8)
        expect.equal(student.read_idx(idx(labels)), labels, "read_idx")


@case(IDX, "Floating-point numbers of type 0x0D", "자료형 0x0D의 실수")
def test_floats(student, rng):
    numbers = rng.standard_normal((3, 4)).astype(np.float32)
    seen = student.read_idx(idx(numbers, 0x0D))
    expect.equal(seen, numbers, "read_idx")
    expect.dtype(seen, "float32", "read_idx")


@case(
    IDX,
    "The sizes are big-endian, an empty file has sizes as well",
    "크기는 빅 엔디언이고, 빈 파일에도 크기가 있어요",
    group="robust",
)
def test_sizes_without_data(student, rng):
    a, b = int(rng.integers(1, 5)), int(rng.integers(5, 9))
    seen = student.read_idx(idx(np.zeros((0, a << 16, b << 8), np.uint8)))  # both orders are sizes of no data
    swapped = getattr(seen, "shape", None) == (0, a << 8, b << 16)
    expect.holds(
        not swapped, say("the most significant byte comes first", "가장 높은 자리의 바이트가 먼저 와요"), means="W2"
    )
    expect.shape(seen, (0, a << 16, b << 8), "read_idx")


@case(IDX, "Axes longer than 255 and 65535", "255와 65535보다 긴 축", group="robust")
def test_long_axes(student, rng):
    for shape in ((300, 2), (66000,)):
        numbers = rng.integers(0, 256, shape).astype(np.uint8)
        expect.equal(student.read_idx(idx(numbers)), numbers, "read_idx")


def broken(rng):
    """Files that are not what they say, by what is wrong with them."""
    good = idx(rng.integers(0, 256, (4, 3)).astype(np.uint8))
    swapped = struct.pack("<I", 0x0802) + good[4:]
    return {
        "magic": b"\x01" + good[1:], "magic2": good[:1] + b"\x01" + good[2:], "swapped": swapped,
        "type": good[:2] + b"\x0e" + good[3:], "short": good[:-1], "long": good + b"\0", "header": good[:9],
        "nothing": b"", "three": good[:3],
    }  # fmt: skip


KINDS = ("magic", "magic2", "swapped", "type", "short", "long", "header", "nothing", "three")


@case(IDX, "ValueError for a file that is not one", "올바른 IDX 파일이 아니면 ValueError", group="robust")
@pytest.mark.parametrize("kind", KINDS)
def test_broken_files(student, rng, kind):
    expect.raises(ValueError, lambda: student.read_idx(broken(rng)[kind]), "read_idx")


# --- pixels --------------------------------------------------------------------------------------


@case(PIXELS, "Pixels become rows of numbers from 0 to 1", "픽셀이 0부터 1까지의 수로 된 행이 돼요")
@pytest.mark.parametrize("shape", [(5, 4, 3), (3, 28, 28)], ids=str)
def test_rows_of_pixels(student, rng, shape):
    images = rng.integers(0, 256, shape).astype(np.uint8)
    goal = images.reshape(shape[0], -1).astype(float) / 255
    expect.close(student.preprocess(images), goal, "preprocess", rtol=1e-6)


@case(PIXELS, "Dark images stay dark", "어두운 이미지는 어두운 채로", group="robust")
def test_dark_images(student, rng):
    images = rng.integers(20, 60, (4, 3, 3)).astype(np.uint8)
    expect.close(student.preprocess(images), images.reshape(4, 9) / 255.0, "preprocess", rtol=1e-6)


@case(PIXELS, "One image, rows of pixels, colours", "이미지 한 장, 이미 펼친 픽셀, 색", group="robust")
@pytest.mark.parametrize("shape", [(1, 6, 2), (4, 9), (2, 3, 2, 3)], ids=str)
def test_other_images(student, rng, shape):
    images = rng.integers(0, 256, shape).astype(np.uint8)
    goal = images.reshape(shape[0], -1).astype(float) / 255
    expect.close(student.preprocess(images), goal, "preprocess", rtol=1e-6)


@case(
    PIXELS,
    "Any memory layout; the images stay; none is fine",
    "어떤 메모리 배치든, 이미지는 그대로, 한 장도 없어도",
    group="hygiene",
)
def test_pixels_hygiene(student, rng):
    images = rng.integers(0, 256, (3, 4, 2)).astype(np.uint8)
    for _, layout in inputs.layouts(images):
        seen = student.preprocess(inputs.read_only(layout))
        expect.close(seen, images.reshape(3, 8) / 255.0, "preprocess", rtol=1e-6)
        expect.unmodified(student, 0, what="images")
    expect.shape(student.preprocess(np.zeros((0, 4, 2), np.uint8)), (0, 8), "preprocess")


# --- the classifier ------------------------------------------------------------------------------


def forward(p, X):
    hidden = np.maximum(0, X @ p["W1"] + p["b1"])
    logits = hidden @ p["W2"] + p["b2"]
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return hidden, e / e.sum(axis=1, keepdims=True)


def cross_entropy(p, X, y):
    return float(-np.log(forward(p, X)[1][np.arange(len(y)), y]).mean())


def stepped(p, X, targets, lr, reg=0.0):
    """Parameters after one step with P - targets as the gradient of the logits."""
    hidden, probabilities = forward(p, X)
    d = (probabilities - targets) / len(X)
    dh = (d @ p["W2"].T) * (hidden > 0)
    grads = {"W1": X.T @ dh + reg * p["W1"], "b1": dh.sum(0), "W2": hidden.T @ d + reg * p["W2"], "b2": d.sum(0)}
    return {name: p[name] - lr * grads[name] for name in NAMES}


def params_of(model, d, h, k):
    """The student's parameters, once their names and shapes are right."""
    params = model.params
    expect.holds(
        type(params) is dict and set(NAMES) <= set(params),
        say("params holds W1, b1, W2, b2", "params에는 W1, b1, W2, b2가 있어요"),
    )
    for name, shape in zip(NAMES, ((d, h), (h,), (h, k), (k,)), strict=True):
        expect.shape(params[name], shape, f"params[{name!r}]")
        expect.finite(params[name], f"params[{name!r}]")
    return {name: np.asarray(params[name], float) for name in NAMES}


def losses_of(history, epochs):
    expect.holds(
        type(history) is dict and "loss" in history, say("history holds 'loss'", "history에는 'loss'가 있어요")
    )
    expect.holds(
        type(history["loss"]) is list and len(history["loss"]) == epochs,
        say("one loss per epoch", "에포크마다 손실이 하나예요"),
    )
    for loss in history["loss"]:
        expect.finite(loss, "history['loss']")
        expect.holds(
            isinstance(loss, float | np.floating),
            say("history['loss'] holds floats", "history['loss']에는 실수(float)만 있어요"),
        )
    return [float(loss) for loss in history["loss"]]


def near(a, b):
    """Whether two sets of parameters are the same."""
    return all(np.abs(a[n] - b[n]).max() <= RTOL * (np.abs(b[n]).max() + 1e-3) for n in NAMES)


def before_and_after(student, X, y, h, seed, **options):
    """Parameters at the start and after ``fit`` under one seed, and the history."""
    k = int(y.max()) + 1
    start = student.MLPClassifier(hidden=h, seed=seed, **{**options, "epochs": 0})
    start.fit(X, y)
    model = student.MLPClassifier(hidden=h, seed=seed, **options)
    history = model.fit(X, y)
    return params_of(start, X.shape[1], h, k), params_of(model, X.shape[1], h, k), history


def expect_params(seen, goal):
    for name in NAMES:
        expect.close(seen[name], goal[name], f"params[{name!r}]", rtol=RTOL, scale=1.0, atol=ATOL)


@case(
    MLP, "One step: minus lr times the gradient of the cross-entropy", "한 걸음: 교차 엔트로피 기울기에 -lr을 곱한 만큼"
)
def test_one_full_step(student, rng):
    X, y = rng.standard_normal((5, 6)), rng.permutation(5)
    lr, seed = float(rng.uniform(0.8, 1.2)), int(rng.integers(1000))
    options = {"lr": lr, "epochs": 1, "batch_size": 5}
    start, end, history = before_and_after(student, X, y, 9, seed, **options)
    (loss,) = losses_of(history, 1)
    eye = np.eye(5)
    goal = stepped(start, X, eye[y], lr)
    if not near(end, goal):
        others = (stepped(start, X, eye[list(order)], lr) for order in permutations(range(5)))
        expect.holds(
            not any(near(end, other) for other in others),
            say("each sample has its own label", "표본마다 자기 레이블과 짝이 맞아요"),
            means="W6",
        )
        expect.holds(
            not near(end, stepped(start, X, y[:, None], lr)),
            say("the targets are probabilities", "목표값은 확률이에요"),
            means="W8",
        )
    expect_params(end, goal)
    expect.close(loss, cross_entropy(end, X, y), "history['loss']", rtol=RTOL, atol=ATOL)


@case(MLP, "Every batch of an epoch, the short last one too", "짧은 마지막 배치까지, 에포크의 모든 배치")
def test_short_batch_counts(student, rng):
    X, y = np.tile(rng.standard_normal(4), (10, 1)), np.full(10, 2)  # the order of equal samples does not matter
    lr, seed = float(rng.uniform(0.1, 0.2)), int(rng.integers(1000))
    options = {"lr": lr, "epochs": 2, "batch_size": 4}
    start, end, history = before_and_after(student, X, y, 6, seed, **options)
    losses = losses_of(history, 2)
    courses = [[start], [start]]
    for course, updates in zip(courses, (6, 4), strict=True):
        for _ in range(updates):
            course.append(stepped(course[-1], X, np.eye(3)[y], lr))
    expect.holds(
        not near(end, courses[1][4]),
        say(
            "3 updates in an epoch of 10 samples in batches of 4",
            "표본 10개를 배치 크기 4로 쓰면 한 에포크에 3번 갱신해요",
        ),
        means="W7",
    )
    expect_params(end, courses[0][6])
    goal = [cross_entropy(courses[0][i], X, y) for i in (3, 6)]
    expect.close(losses, goal, "history['loss']", rtol=RTOL, atol=ATOL)


@case(MLP, "Hidden units start from different weights", "은닉 유닛들은 서로 다른 가중치에서 출발해요")
def test_units_start_differently(student, rng):
    X, y = rng.standard_normal((12, 5)), rng.permutation(np.arange(12) % 3)
    start, end, history = before_and_after(student, X, y, 7, int(rng.integers(1000)), lr=0.3, epochs=3, batch_size=5)
    losses = losses_of(history, 3)
    spread = min(np.ptp(start["W1"], axis=1).max(), np.ptp(start["W2"], axis=0).max())
    expect.holds(
        spread > 0, say("the weights of the units differ at the start", "처음에 유닛마다 가중치가 달라요"), means="W5"
    )
    expect.close(losses[-1], cross_entropy(end, X, y), "history['loss'][-1]", rtol=RTOL, atol=ATOL)
    moved = max(np.abs(end[name] - start[name]).max() for name in NAMES)
    expect.holds(moved > 1e-3, say("training moves the parameters", "학습하면 파라미터가 바뀌어요"))


@case(MLP, "Probabilities, and one class per sample", "확률, 그리고 표본마다 클래스 하나")
def test_one_class_per_sample(student, rng):
    X, y = rng.standard_normal((14, 5)), rng.permutation(np.arange(14) % 4)
    model = student.MLPClassifier(hidden=6, lr=0.5, epochs=4, batch_size=5, seed=int(rng.integers(1000)))
    model.fit(X, y)
    fresh = rng.standard_normal((23, 5)) * 2
    seen, classes = model.predict_proba(fresh), model.predict(fresh)
    goal = forward(params_of(model, 5, 6, 4), fresh)[1]
    expect.close(seen, goal, "predict_proba", rtol=RTOL, scale=1.0)
    along_the_batch = getattr(classes, "shape", None) == (4,)
    expect.holds(
        not along_the_batch,
        say("predict answers one class per sample", "predict는 표본마다 클래스를 하나씩 돌려줘요"),
        means="W3",
    )
    expect.shape(classes, (23,), "predict")
    expect.equal(classes, goal.argmax(axis=1), "predict")


@case(MLP, "score counts what is right in its own arguments", "score는 자기 인자에서 맞힌 것을 세요")
def test_score_of_other_data(student, rng):
    y = rng.permutation(np.arange(30) % 3)
    X = np.eye(3)[y] * 4 + 0.3 * rng.standard_normal((30, 3))
    model = student.MLPClassifier(hidden=8, lr=0.3, epochs=30, batch_size=6, seed=int(rng.integers(1000)))
    model.fit(X, y)
    fresh = rng.standard_normal((10, 3)) * 2
    classes = model.predict(fresh)
    expect.shape(classes, (10,), "predict")
    labels = np.asarray(classes).astype(np.int64)
    labels[:3] = (labels[:3] + 1) % 3
    seen, trained = model.score(fresh, labels), model.score(X, y)
    same = type(seen) is float and seen == trained
    expect.holds(not same, say("score(X, y) depends on X and y", "score(X, y)는 X와 y에 따라 달라져요"), means="W4")
    expect.close(seen, 0.7, "score", rtol=1e-6)
    expect.close(trained, 1.0, say("score on the training samples", "훈련 표본의 score"), rtol=1e-6)


@case(MLP, "Learns digits as well as the reference does", "숫자를 모범 답안만큼 배워요")
def test_learns_digits(student, reference, rng):
    (images, y), (others, y_val) = data.digits(rng, 800), data.digits(rng, 400)
    X, X_val = (pixels.reshape(len(pixels), -1) / 255.0 for pixels in (images, others))
    settings = {"hidden": 48, "lr": 0.15, "epochs": 8, "batch_size": 20, "seed": 1}
    model = student.MLPClassifier(**settings)
    history = model.fit(X, y, X_val, y_val)
    accuracy = model.score(X_val, y_val)
    judge = reference.MLPClassifier(**settings)
    usual = np.array(judge.fit(X, y)["loss"])
    show.curve(history["loss"], "history['loss']", over="epoch", first=1, band=(usual / 2, 2 * usual), log=True)
    losses = losses_of(history, 8)
    expect.between(losses[-1], 0.0, losses[0] / 2, say("last training loss", "마지막 훈련 손실"))
    expect.between(
        accuracy,
        judge.score(X_val, y_val) - 0.03,
        1.0,
        say("accuracy >= that of the reference - 0.03", "정확도 >= 모범 답안의 정확도 - 0.03"),
    )
    expect.between(abs(history["val_accuracy"][-1] - accuracy), 0.0, 1e-9, "val_accuracy[-1] = score(X_val, y_val)")


@case(MLP, "Learns 32 samples by heart", "표본 32개를 모두 외워요")
def test_overfits_few(student, rng):
    images, y = data.digits(rng, 32, 14, shift=1.0)
    X = images.reshape(32, -1) / 255.0
    model = student.MLPClassifier(hidden=48, lr=0.2, epochs=100, batch_size=8, seed=3)
    losses = losses_of(model.fit(X, y), 100)
    expect.close(model.score(X, y), 1.0, say("score on the training samples", "훈련 표본의 score"))
    expect.between(losses[-1], 0.0, 0.2, say("last training loss", "마지막 훈련 손실"))


@case(MLP, "Labels without a pattern cannot be generalised", "규칙이 없는 레이블은 일반화할 수 없어요", group="robust")
def test_no_pattern(student, rng):
    X, y = rng.standard_normal((200, 16)), rng.permutation(np.arange(200) % 10)
    X_val, y_val = rng.standard_normal((2500, 16)), rng.integers(0, 10, 2500)
    model = student.MLPClassifier(hidden=48, lr=0.3, epochs=40, batch_size=20, seed=2)
    model.fit(X, y)
    expect.between(
        model.score(X_val, y_val),
        0.05,
        0.15,
        say("accuracy on new samples (guessing: 0.1)", "처음 보는 표본의 정확도(무작위로 찍으면 0.1)"),
    )  # 0.1 +- 8 sigma
    expect.between(
        model.score(X, y),
        0.3,
        1.0,
        say("accuracy on the training samples (guessing: 0.1)", "훈련 표본의 정확도(무작위로 찍으면 0.1)"),
    )


@case(MLP, "He initialisation, biases 0", "He 초기화, 편향은 0", group="robust")
def test_he_initialisation(student, rng):
    X, y = rng.standard_normal((10, 300)), rng.permutation(10)
    model = student.MLPClassifier(hidden=120, epochs=0, seed=int(rng.integers(1000)))
    history = model.fit(X, y)
    start = params_of(model, 300, 120, 10)
    expect.equal(losses_of(history, 0), [], "history['loss']")
    for name, fan_in, band in (("W1", 300, 0.04), ("W2", 120, 0.15)):
        expect.between(start[name].std() / np.sqrt(2 / fan_in), 1 - band, 1 + band, f"std({name}) = sqrt(2 / fan_in)")
        expect.between(start[name].mean() * np.sqrt(fan_in), -0.3, 0.3, f"mean({name}) = 0")
    expect.holds(not np.any(start["b1"]) and not np.any(start["b2"]), say("biases start at 0", "편향은 0에서 시작해요"))


@case(
    MLP,
    "reg pulls on the weights, not on the biases, and not on the history",
    "reg는 가중치만 줄이고 편향과 history에는 들어가지 않아요",
    group="robust",
)
def test_regularised_step(student, rng):
    X, y = rng.standard_normal((7, 4)), rng.permutation(np.arange(7) % 3)
    lr, reg = 0.5, float(rng.uniform(0.2, 0.4))
    options = {"lr": lr, "reg": reg, "epochs": 2, "batch_size": 50}
    start, end, history = before_and_after(student, X, y, 6, int(rng.integers(1000)), **options)
    losses = losses_of(history, 2)
    goal = stepped(start, X, np.eye(3)[y], lr, reg)
    first = cross_entropy(goal, X, y)
    goal = stepped(goal, X, np.eye(3)[y], lr, reg)
    expect_params(end, goal)
    expect.close(losses, [first, cross_entropy(goal, X, y)], "history['loss']", rtol=RTOL, atol=ATOL)


@case(MLP, "One seed, one run; another seed, another run", "시드가 같으면 같은 결과, 다르면 다른 결과", group="robust")
def test_seeds(student, rng):
    X, y = rng.standard_normal((15, 4)), rng.permutation(np.arange(15) % 3)
    seed = int(rng.integers(1000))
    models = [student.MLPClassifier(hidden=5, epochs=3, batch_size=4, seed=seed + i) for i in (0, 0, 1)]
    histories = [model.fit(X, y) for model in models]
    first, again, other = (params_of(model, 4, 5, 3) for model in models)
    expect.equal(histories[1], histories[0], say("history (same seed)", "history (같은 시드)"))
    expect.equal(again, first, say("params (same seed)", "params (같은 시드)"))
    expect.holds(not near(other, first), say("another seed gives other parameters", "시드가 다르면 파라미터도 달라요"))


@case(MLP, "Settings by position, and their defaults", "위치로 준 설정과 기본값", group="robust")
def test_defaults(student, rng):
    X, y = rng.standard_normal((150, 3)), rng.permutation(np.arange(150) % 3)
    models = [student.MLPClassifier(), student.MLPClassifier(64, 0.1, 10, 64, 0, 0.0)]
    histories = [model.fit(X, y) for model in models]
    losses_of(histories[0], 10)
    expect.equal(histories[0], histories[1], say("history (defaults)", "history (기본값)"))
    first, second = (params_of(model, 3, 64, 3) for model in models)
    expect.equal(first, second, say("params (defaults)", "params (기본값)"))


@case(MLP, "Each epoch has an order of its own", "에포크마다 순서가 달라요", group="robust")
def test_order_of_the_epochs(student, rng):
    X, y = np.tile(rng.standard_normal(3), (6, 1)), np.array([0, 0, 0, 1, 1, 1])
    model = student.MLPClassifier(hidden=6, lr=0.3, epochs=150, batch_size=1, seed=int(rng.integers(1000)))
    losses = losses_of(model.fit(X, y), 150)
    # In one fixed order the losses settle down to a constant; with new orders they never do.
    expect.holds(
        np.ptp(losses[-40:]) > 1e-3, say("the losses depend on the order drawn", "손실은 뽑은 순서에 따라 달라져요")
    )


@case(MLP, "RuntimeError before fit", "fit 전에는 RuntimeError", group="robust")
@pytest.mark.parametrize("method", ["predict", "predict_proba", "score"])
def test_before_fit(student, rng, method):
    model = student.MLPClassifier()
    arguments = (rng.standard_normal((3, 4)), np.array([0, 1, 2]))[: 2 if method == "score" else 1]
    expect.raises(RuntimeError, lambda: getattr(model, method)(*arguments), method)


@case(
    MLP,
    "A sample's prediction does not depend on its company",
    "예측은 함께 들어온 표본에 좌우되지 않아요",
    group="robust",
)
def test_predictions_one_by_one(student, rng):
    X, y = rng.standard_normal((12, 4)), rng.permutation(np.arange(12) % 3)
    model = student.MLPClassifier(hidden=5, lr=0.4, epochs=3, batch_size=4)
    model.fit(X, y)
    whole = model.predict_proba(X)
    expect.shape(whole, (12, 3), "predict_proba")
    parts = [model.predict_proba(X[i : i + 1]) for i in range(3)]
    expect.close(
        parts,
        [whole[i : i + 1] for i in range(3)],
        say("predict_proba of one sample", "표본 하나에 대한 predict_proba"),
        rtol=1e-6,
    )
    expect.equal(
        model.predict(X[:1]), whole[:1].argmax(axis=1), say("predict of one sample", "표본 하나에 대한 predict")
    )


@case(MLP, "A second fit starts afresh", "다시 fit하면 처음부터 시작해요", group="robust")
def test_fit_again(student, rng):
    X, y = rng.standard_normal((12, 4)), rng.permutation(np.arange(12) % 3)
    wider, labels = rng.standard_normal((9, 5)), rng.permutation(np.arange(9) % 4)
    used, fresh = (student.MLPClassifier(hidden=5, lr=0.3, epochs=2, batch_size=4, seed=7) for _ in range(2))
    used.fit(wider, labels)
    expect.equal(used.fit(X, y), fresh.fit(X, y), say("history of the second fit", "두 번째 fit의 history"))
    expect.equal(
        params_of(used, 4, 5, 3), params_of(fresh, 4, 5, 3), say("params of the second fit", "두 번째 fit의 params")
    )


@case(MLP, "Large inputs: probabilities stay finite", "입력이 커도 확률은 유한해요", group="robust")
def test_large_inputs(student, rng):
    X, y = rng.standard_normal((12, 4)), rng.permutation(np.arange(12) % 3)
    model = student.MLPClassifier(hidden=5, lr=0.1, epochs=2, batch_size=4)
    model.fit(X, y)
    seen = model.predict_proba(X * 1e5)
    expect.finite(seen, "predict_proba")
    expect.close(np.asarray(seen).sum(axis=1), np.ones(12), say("sum of the probabilities", "확률의 합"), rtol=1e-6)


@case(MLP, "History with and without validation samples", "검증 표본이 있을 때와 없을 때의 history", group="robust")
def test_history(student, rng):
    X, y = rng.standard_normal((12, 4)), rng.permutation(np.arange(12) % 3)
    X_val, y_val = rng.standard_normal((7, 4)), rng.integers(0, 3, 7)
    settings = {"hidden": 5, "lr": 0.5, "epochs": 3, "batch_size": 4, "seed": 4}
    runs = [student.MLPClassifier(**{**settings, "epochs": epochs}) for epochs in (1, 2, 3)]
    histories = [model.fit(X, y, X_val, y_val) for model in runs]
    scores = [model.score(X_val, y_val) for model in runs]
    without = student.MLPClassifier(**settings).fit(X, y)
    for epochs, history in enumerate(histories, start=1):
        losses_of(history, epochs)
        expect.holds(
            type(history) is dict and "val_accuracy" in history,
            say("history holds 'val_accuracy'", "history에는 'val_accuracy'가 있어요"),
        )
        expect.close(history["val_accuracy"], scores[:epochs], "history['val_accuracy']")
    expect.equal(
        without.get("val_accuracy"),
        [],
        say("history['val_accuracy'] without validation samples", "history['val_accuracy'] (검증 표본이 없을 때)"),
    )
    expect.close(
        without["loss"],
        histories[2]["loss"],
        say("history['loss'] with and without validation", "history['loss'] (검증 표본이 있을 때와 없을 때)"),
        rtol=1e-9,
    )


@case(
    MLP,
    "Data stay as they are; small integers as labels",
    "데이터를 바꾸지 않고, 작은 정수 레이블도 받아요",
    group="hygiene",
)
def test_data_is_kept(student, rng):
    X, y = rng.standard_normal((12, 4)).astype(np.float32), rng.permutation(np.arange(12) % 3).astype(np.uint8)
    model = student.MLPClassifier(hidden=5, epochs=2, batch_size=4)
    losses_of(model.fit(inputs.read_only(X), inputs.read_only(y)), 2)
    model.fit(X, y)
    expect.unmodified(student, 0, 1, what="X, y")
    model.predict(X)
    expect.unmodified(student, 0, what="X")
