"""Hidden suite of minibatch_training. Answers are judged by what holds for every order of the samples:
identical samples, samples whose updates commute, sets of rows. No right order can therefore fail.
"""

from __future__ import annotations

import numpy as np
import pytest

from grader.judge import case, expect, inputs, say, show

COUNT, TOTAL, EPOCH, FIT, NOISE = (
    "num_iterations",
    "total_updates",
    "iterate_minibatches",
    "fit_linear",
    "gradient_variance",
)


def fresh(rng):
    """A generator for the student, seeded by the test's own."""
    return np.random.default_rng(int(rng.integers(1 << 40)))


def labelled(rng, n, width=3):
    """Rows that can be told apart, and labels that follow from the rows."""
    X = inputs.distinct(rng, (n, width))
    return X, follows_from(X)


def follows_from(rows):
    """The labels of rows."""
    return rows[:, 0] * 10 + rows[:, -1] + 1


def epoch_of(student, X, y, *args):
    """All mini-batches of one epoch as a list of pairs."""
    batches = student.library("builtins.list", student.iterate_minibatches(X, y, *args))
    expect.holds(type(batches) is list, say("mini-batches can be iterated over", "미니배치를 차례로 꺼낼 수 있어요"))
    for batch in batches:
        expect.holds(
            type(batch) in (tuple, list) and len(batch) == 2,
            say("a mini-batch is a pair (X, y)", "미니배치는 (X, y) 쌍이에요"),
        )
    return batches


def rows_of(batches):
    """The rows of all mini-batches, one below the other."""
    return np.concatenate([np.asarray(b[0], float).reshape(len(b[0]), -1) for b in batches])


def sizes_of(batches):
    return [len(b[0]) for b in batches]


def ordered(rows):
    """Rows in a fixed order, to compare sets of them."""
    return rows[np.lexsort(rows.T)]


def loss_of(X, y, w, b):
    return float(np.mean((X @ w + b - y) ** 2) / 2)


def expect_fit(seen, w, b, updates, history):
    for name in ("w", "b", "updates", "history"):
        expect.holds(
            type(seen) is dict and name in seen, say(f"the dict holds {name!r}", f"딕셔너리에 {name!r} 키가 있어요")
        )
    expect.close(seen["w"], w, "w", scale=1.0)
    expect.close(seen["b"], b, "b", rtol=1e-6, atol=1e-9)
    expect.equal(seen["updates"], updates, "updates")
    expect.close(seen["history"], history, "history", rtol=1e-6, atol=1e-12)


# --- counting ------------------------------------------------------------------------------------


def lengths(rng):
    """(n, batch_size) with and without a remainder; no answer equals another or an argument."""
    sizes = [int(b) for b in rng.permutation(np.arange(5, 40))[:4]]
    counts = [int(c) for c in rng.permutation(np.arange(41, 60))[:4]]
    rests = [0, 1, sizes[2] // 2, sizes[3] - 1]
    return [(b * c + r, b) for b, c, r in zip(sizes, counts, rests, strict=True)]


@case(COUNT, "A started batch is a batch", "다 차지 않은 배치도 배치예요")
def test_iterations_round_up(student, reference, rng):
    calls = [*lengths(rng), (3000, 300), (100, 20), (1000, 300)]
    seen = student.each(COUNT, calls)
    expect.equal(seen, [reference.num_iterations(*call) for call in calls], "num_iterations")


@case(COUNT, "drop_last leaves the short batch out", "drop_last는 모자란 배치를 빼요")
def test_iterations_without_the_short_batch(student, reference, rng):
    calls = [(*pair, flag) for pair in [*lengths(rng), (1000, 300)] for flag in (True, False)]
    seen = student.each(COUNT, calls)
    expect.equal(seen, [reference.num_iterations(*call) for call in calls], "num_iterations")


@case(
    COUNT, "No samples, one sample, a batch larger than the data", "표본 0개, 1개, 데이터보다 큰 배치", group="robust"
)
def test_iterations_of_little_data(student, reference, rng):
    big = int(rng.integers(5, 50))
    calls = [(n, b, flag) for n, b in [(0, big), (1, 1), (1, big), (big - 1, big), (big, big), (big + 1, big)]
             for flag in (False, True)]  # fmt: skip
    seen = student.each(COUNT, calls)
    expect.equal(seen, [reference.num_iterations(*call) for call in calls], "num_iterations")


@case(COUNT, "ValueError for impossible sizes", "불가능한 크기는 ValueError", group="robust")
@pytest.mark.parametrize(("n", "size"), [(10, 0), (10, -2), (-1, 3)])
def test_impossible_sizes(student, n, size):
    expect.raises(ValueError, lambda: student.num_iterations(n, size), "num_iterations")


@case(TOTAL, "One update per iteration, not per epoch", "에포크가 아니라 반복마다 한 번 갱신해요")
def test_updates_of_all_epochs(student, reference, rng):
    calls = [(*pair, int(rng.integers(3, 9)), flag) for pair in lengths(rng) for flag in (False, True)]
    seen = student.each(TOTAL, calls)
    expect.equal(seen, [reference.total_updates(*call) for call in calls], "total_updates")


@case(TOTAL, "drop_last is off unless it is asked for", "drop_last는 따로 켜야 해요")
def test_updates_keep_the_short_batch(student, reference, rng):
    calls = [(*pair, int(rng.integers(3, 9))) for pair in lengths(rng)]
    seen = student.each(TOTAL, calls)
    expect.equal(seen, [reference.total_updates(*call) for call in calls], "total_updates")


@case(TOTAL, "No epochs or no samples: no updates", "에포크나 표본이 없으면 갱신도 없어요", group="robust")
def test_no_updates(student, rng):
    size = int(rng.integers(3, 9))
    seen = student.each(TOTAL, [(0, size, 5), (40, size, 0), (1, size, 1), (1, size, 2)])
    expect.equal(seen, [0, 0, 1, 2], "total_updates")


# --- one epoch -----------------------------------------------------------------------------------


@case(EPOCH, "Every sample exactly once in an epoch", "한 에포크에 모든 표본이 꼭 한 번씩 나와요")
def test_each_sample_once(student, rng):
    X, y = labelled(rng, 23)
    batches = epoch_of(student, X, y, 5, fresh(rng))
    expect.equal(sizes_of(batches), [5, 5, 5, 5, 3], say("batch sizes", "배치 크기"))
    repeated = len({tuple(row) for row in rows_of(batches)}) < len(X)
    expect.holds(
        not repeated,
        say("no sample occurs twice in an epoch", "한 에포크에 같은 표본이 두 번 나오지 않아요"),
        means="W4",
    )
    expect.equal(ordered(rows_of(batches)), ordered(X), say("the samples of an epoch", "한 에포크의 표본"))
    expect.holds(not np.array_equal(rows_of(batches), X), say("the order is drawn", "순서를 무작위로 뽑아요"))


@case(EPOCH, "X and y stay together", "X와 y의 짝이 유지돼요")
def test_pairs_stay_together(student, rng):
    X, y = labelled(rng, 21)
    for args in ((4, fresh(rng)), (21, fresh(rng)), (6, fresh(rng), False)):
        batches = epoch_of(student, X, y, *args)
        expect.shape(rows_of(batches), X.shape, say("the samples of an epoch", "한 에포크의 표본"))
        expect.finite(
            rows_of(batches), say("the samples of an epoch", "한 에포크의 표본")
        )  # infinite labels follow from infinite rows
        labels = np.concatenate([np.asarray(b[1], float).ravel() for b in batches])
        apart = np.array_equal(ordered(rows_of(batches)), ordered(X)) and np.isin(labels, y).all()
        together = labels.shape == y.shape and np.array_equal(labels, follows_from(rows_of(batches)))
        expect.holds(
            together or not apart, say("labels stay with their samples", "표본과 레이블의 짝이 유지돼요"), means="W2"
        )
        for rows, targets in batches:
            expect.equal(targets, follows_from(rows), say("labels of the batch", "배치의 레이블"))


@case(EPOCH, "drop_last: only full batches", "drop_last면 꽉 찬 배치만 나와요")
def test_only_full_batches(student, rng):
    X, y = labelled(rng, 23)
    known = {tuple(row) for row in X}
    for shuffle in (True, False):
        batches = epoch_of(student, X, y, 5, fresh(rng), shuffle, True)
        expect.equal(sizes_of(batches), [5, 5, 5, 5], say("batch sizes", "배치 크기"))
        drawn = {tuple(row) for row in rows_of(batches)}
        expect.holds(
            len(drawn) == 20 and drawn <= known, say("20 different samples of X", "X의 서로 다른 표본 20개가 나와요")
        )


@case(EPOCH, "shuffle=False keeps the order", "shuffle=False면 순서를 지켜요")
def test_order_is_kept(student, rng):
    X, y = labelled(rng, 17)
    batches = epoch_of(student, X, y, 4, fresh(rng), False)
    expect.equal(
        [b[0] for b in batches], [X[i : i + 4] for i in range(0, 17, 4)], say("X of the batches", "배치들의 X")
    )
    expect.equal(
        [b[1] for b in batches], [y[i : i + 4] for i in range(0, 17, 4)], say("y of the batches", "배치들의 y")
    )


@case(EPOCH, "A new order every epoch, the same for the same seed", "에포크마다 새 순서, 같은 시드면 같은 순서")
def test_new_order_every_epoch(student, rng):
    X, y = labelled(rng, 40)
    seed = int(rng.integers(1 << 40))
    first, again = (student.construct("numpy.random.default_rng", seed) for _ in range(2))
    epochs = [rows_of(epoch_of(student, X, y, 7, generator)) for generator in (first, first, again)]
    for rows in epochs:
        expect.equal(ordered(rows), ordered(X), say("the samples of an epoch", "한 에포크의 표본"))
    expect.holds(
        not np.array_equal(epochs[0], epochs[1]),
        say("the second epoch has another order", "두 번째 에포크는 순서가 달라요"),
    )
    expect.equal(epochs[2], epochs[0], say("order under the same seed", "시드가 같을 때의 순서"))


@case(EPOCH, "The caller's arrays keep their order", "호출한 쪽의 배열은 순서가 그대로예요", group="robust")
def test_arrays_of_the_caller(student, rng):
    X, y = labelled(rng, 19)
    theirs = [student.construct("numpy.array", a) for a in (X, y)]
    batches = epoch_of(student, *theirs, 4, fresh(rng))
    expect.equal(ordered(rows_of(batches)), ordered(X), say("the samples of an epoch", "한 에포크의 표본"))
    kept = student.library("numpy.copy", theirs[0])
    expect.holds(np.array_equal(kept, X), say("X keeps its order", "X의 순서가 그대로예요"), means="W7")
    expect.equal(student.library("numpy.copy", theirs[1]), y, say("y after the epoch", "에포크가 끝난 뒤의 y"))


@case(
    EPOCH,
    "A batch as large as the data, or larger, or of one sample",
    "데이터만 한 배치, 더 큰 배치, 표본 하나짜리 배치",
    group="robust",
)
@pytest.mark.parametrize(("size", "sizes"), [(9, [9]), (30, [9]), (1, [1] * 9), (8, [8, 1])])
def test_extreme_sizes(student, rng, size, sizes):
    X, y = labelled(rng, 9)
    batches = epoch_of(student, X, y, size, fresh(rng))
    expect.equal(sizes_of(batches), sizes, say("batch sizes", "배치 크기"))
    expect.equal(ordered(rows_of(batches)), ordered(X), say("the samples of an epoch", "한 에포크의 표본"))


@case(EPOCH, "Images and whole numbers", "이미지와 정수", group="robust")
def test_images(student, rng):
    X = rng.permutation(11 * 6).reshape(11, 2, 3).astype(np.uint8)
    y = X[:, 0, 0].astype(np.int64)
    batches = epoch_of(student, X, y, 4, fresh(rng))
    expect.equal(
        ordered(rows_of(batches)),
        ordered(X.reshape(11, -1).astype(float)),
        say("the samples of an epoch", "한 에포크의 표본"),
    )
    for rows, targets in batches:
        expect.shape(rows, (len(rows), 2, 3), say("X of the batch", "배치의 X"))
        expect.equal(targets, rows[:, 0, 0].astype(np.int64), say("labels of the batch", "배치의 레이블"))


@case(
    EPOCH,
    "ValueError for lengths that differ and for empty batches",
    "길이가 다르거나 배치가 비면 ValueError",
    group="robust",
)
@pytest.mark.parametrize(("n", "labels", "size"), [(6, 5, 2), (5, 6, 2), (6, 6, 0)])
def test_refused_epochs(student, rng, n, labels, size):
    X, y = labelled(rng, 8)
    expect.raises(ValueError, lambda: epoch_of(student, X[:n], y[:labels], size, fresh(rng)), "iterate_minibatches")


@case(EPOCH, "No samples: no batches", "표본이 없으면 배치도 없어요", group="hygiene")
def test_no_samples(student, rng):
    batches = epoch_of(student, np.zeros((0, 3)), np.zeros(0), 4, fresh(rng))
    expect.equal(batches, [], say("mini-batches", "미니배치"))


@case(
    EPOCH,
    "Every memory layout, read-only too; the dtype stays",
    "어떤 메모리 배치든, 읽기 전용이어도. 자료형도 유지해요",
    group="hygiene",
)
def test_layouts_of_the_data(student, rng):
    X, y = labelled(rng, 9)
    X = X.astype(np.float32)
    for _, layout in inputs.layouts(X):
        batches = epoch_of(student, inputs.read_only(layout), inputs.read_only(y), 4, fresh(rng), False)
        expect.equal([b[0] for b in batches], [X[i : i + 4] for i in (0, 4, 8)], say("X of the batches", "배치들의 X"))
        expect.dtype(batches[0][0], "float32", say("X of the batches", "배치들의 X"))


def show_descent(student, rng):
    """The loss of a published run in batch mode, which needs no luck; the student can repeat it at home."""
    X, y = np.array([[-1.0], [0.0], [1.0], [2.0]]), np.array([-1.0, 1.0, 3.0, 5.0])
    seen = student.fit_linear(X, y, "batch", 0.3, 20, 4, fresh(rng))
    w, b, required = np.zeros(1), 0.0, []
    for _ in range(20):
        r = X @ w + b - y
        w, b = w - 0.3 * X.T @ r / 4, b - 0.3 * r.mean()
        required.append(loss_of(X, y, w, b))
    call = 'fit_linear(X, y, "batch", 0.3, 20, 4, rng), X = [[-1.], [0.], [1.], [2.]], y = 2 * X[:, 0] + 1'
    history = seen.get("history") if type(seen) is dict else None
    show.curve(history, "history", over="epoch", first=1, required=required, log=True, call=call)


# --- the three modes -----------------------------------------------------------------------------


@case(FIT, "Batch mode: the full gradient, one update per epoch", "배치 모드: 전체 기울기로 에포크마다 한 번 갱신")
def test_full_gradient(student, rng):
    X, y = rng.standard_normal((13, 4)) + 0.5, rng.standard_normal(13) * 2 + 1
    lr, epochs = float(rng.uniform(0.1, 0.2)), 5
    show_descent(student, rng)
    seen = student.fit_linear(X, y, "batch", lr, epochs, 4, fresh(rng))
    w, b, history = np.zeros(4), 0.0, []
    for _ in range(epochs):
        r = X @ w + b - y
        w, b = w - lr * X.T @ r / 13, b - lr * r.mean()
        history.append(loss_of(X, y, w, b))
    expect_fit(seen, w, float(b), epochs, history)


@case(FIT, "The step does not depend on the batch size", "걸음의 크기가 배치 크기에 좌우되지 않아요")
@pytest.mark.parametrize(("mode", "size", "updates"), [("minibatch", 4, 3), ("minibatch", 5, 2), ("online", 4, 10)])
def test_identical_samples(student, rng, mode, size, updates):
    x, target = rng.standard_normal(3) + 0.5, float(rng.uniform(1, 2))
    X, y = np.tile(x, (10, 1)), np.full(10, target)
    lr, epochs = float(rng.uniform(0.02, 0.05)), 3
    seen = student.fit_linear(X, y, mode, lr, epochs, size, fresh(rng))
    w, b, history = np.zeros(3), 0.0, []
    for step in range(epochs * updates):
        r = x @ w + b - target
        w, b = w - lr * r * x, b - lr * r
        if step % updates == updates - 1:
            history.append(loss_of(X, y, w, b))
    expect_fit(seen, w, float(b), epochs * updates, history)


def simplex(rng, n):
    """n samples x_i with x_i x_j = -1: with the constant input of b they are orthogonal, so that updates with
    different samples commute and an epoch has the same outcome in every order."""
    gram = np.full((n, n), -1.0) + n * np.eye(n)
    values, vectors = np.linalg.eigh(gram)
    X = vectors * np.sqrt(np.clip(values, 0, None))
    rotation = np.linalg.qr(rng.standard_normal((n, n)))[0]
    return X @ rotation


@case(
    FIT,
    "Each sample moves the model once per epoch, with its own label",
    "표본마다 자기 레이블로 에포크당 한 번씩 모델을 움직여요",
)
@pytest.mark.parametrize(("mode", "size"), [("online", 3), ("minibatch", 2), ("minibatch", 4)])
def test_commuting_samples(student, rng, mode, size):
    n, epochs = 8, 3
    X, y = simplex(rng, n), inputs.distinct(rng, (n,), 0.3) + 1
    lr = float(rng.uniform(0.02, 0.04))
    seen = student.fit_linear(X, y, mode, lr, epochs, size, fresh(rng))
    width = 1 if mode == "online" else size
    keep = 1 - lr * n / width  # |x|^2 + 1 = n: what an update leaves of the residual of each of its samples
    pulled = [y * (1 - keep**epoch) for epoch in range(1, epochs + 1)]
    w, b = X.T @ pulled[-1] / n, pulled[-1].mean()
    expect_fit(seen, w, float(b), epochs * (n // width), [float(np.mean((p - y) ** 2) / 2) for p in pulled])


@case(FIT, "Every epoch has an order of its own", "에포크마다 순서가 달라요")
def test_orders_differ_between_epochs(student, rng):
    X, y = inputs.away_from(rng, (5, 1), margin=0.3), inputs.distinct(rng, (5,), 0.5)
    lr = float(1 / (np.max(X**2) + 1))
    seen = student.fit_linear(X, y, "online", lr, 400, 1, fresh(rng))
    expect.holds(
        type(seen) is dict and type(seen.get("history")) is list, say("history is a list", "history는 list예요")
    )
    history = np.array([float(loss) for loss in seen["history"]])
    expect.shape(history, (400,), "history")
    # In one fixed order the losses settle down to a constant; with new orders they never do.
    moving = np.ptp(history[-60:]) > 1e-3 * np.abs(history[-60:]).max()
    expect.holds(moving, say("the losses depend on the order drawn", "손실은 뽑은 순서에 따라 달라져요"))
    expect.close(
        history[-1], loss_of(X, y, np.asarray(seen["w"]), float(seen["b"])), say("last loss", "마지막 손실"), rtol=1e-6
    )


@case(FIT, "Without noise online training finds the line", "잡음이 없으면 온라인 학습도 정답을 찾아요", group="robust")
@pytest.mark.parametrize("mode", ["online", "minibatch"])
def test_finds_the_line(student, rng, mode):
    X, w, b = rng.uniform(-1, 1, (30, 2)), rng.uniform(1, 2, 2), float(rng.uniform(1, 2))
    seen = student.fit_linear(X, X @ w + b, mode, 0.4, 150, 7, fresh(rng))
    expect.close(seen["w"], w, "w", rtol=1e-3)
    expect.close(seen["b"], b, "b", rtol=1e-3)
    expect.equal(seen["updates"], 150 * (30 if mode == "online" else 5), "updates")


@case(FIT, "One seed, one run", "시드가 같으면 결과도 같아요", group="robust")
def test_repeatable_runs(student, rng):
    X, y, seed = rng.standard_normal((12, 2)), rng.standard_normal(12), int(rng.integers(1 << 40))
    runs = [student.fit_linear(X, y, "minibatch", 0.1, 3, 5, np.random.default_rng(seed + i)) for i in (0, 0, 1)]
    expect.equal(runs[1], runs[0], say("run under the same seed", "시드가 같은 실행의 결과"))
    expect.holds(
        runs[2]["history"] != runs[0]["history"], say("another seed, another run", "시드가 다르면 결과도 달라요")
    )


@case(FIT, "No epochs: the model at its start", "에포크가 0이면 시작할 때의 모델", group="robust")
def test_no_epochs(student, rng):
    seen = student.fit_linear(rng.standard_normal((5, 3)), rng.standard_normal(5), "batch", 0.1, 0, 2, fresh(rng))
    expect_fit(seen, np.zeros(3), 0.0, 0, [])


@case(FIT, "A batch larger than the data is the full batch", "데이터보다 큰 배치는 전체 배치예요", group="robust")
def test_larger_than_the_data(student, rng):
    X, y = rng.standard_normal((4, 2)) + 0.5, rng.standard_normal(4) + 1
    seen = student.fit_linear(X, y, "minibatch", 0.1, 3, 50, fresh(rng))
    whole = student.fit_linear(X, y, "batch", 0.1, 3, 50, fresh(rng))
    expect.holds(type(whole) is dict and "w" in whole, say("the dict holds 'w'", "딕셔너리에 'w' 키가 있어요"))
    expect.close(seen["w"], whole["w"], "w", rtol=1e-6)
    expect.equal([seen["updates"], whole["updates"]], [3, 3], "updates")


@case(FIT, "ValueError for an unknown mode", "모르는 모드는 ValueError", group="robust")
@pytest.mark.parametrize("mode", ["sgd", "Batch"])
def test_unknown_mode(student, rng, mode):
    X, y = rng.standard_normal((4, 2)), rng.standard_normal(4)
    expect.raises(ValueError, lambda: student.fit_linear(X, y, mode, 0.1, 1, 2, fresh(rng)), "fit_linear")


@case(FIT, "X and y stay as they are", "X와 y를 바꾸지 않아요", group="hygiene")
@pytest.mark.parametrize("mode", ["online", "minibatch", "batch"])
def test_data_is_kept(student, rng, mode):
    X, y = rng.standard_normal((6, 2)), rng.standard_normal(6)
    student.fit_linear(X, y, mode, 0.1, 2, 2, fresh(rng))
    expect.unmodified(student, 0, 1, what="X, y")


# --- the noise -----------------------------------------------------------------------------------


@case(
    NOISE,
    "Variance times batch size is constant: larger batches are less noisy",
    "분산×배치 크기는 일정해요: 배치가 클수록 잡음이 작아요",
)
def test_noise_falls_with_batch_size(student, rng):
    # Bounded inputs and residuals: 1 500 draws estimate the variance within 2 % (standard deviation).
    X, w = rng.uniform(-1, 1, (60, 6)), rng.uniform(-1, 1, 6)
    y = X @ w - rng.choice([-1.0, 1.0], 60) * rng.uniform(0.8, 1.2, 60)
    sizes = [1, 4, 16, 64]
    seen = student.each(NOISE, [(X, y, w, size, 1500, fresh(rng)) for size in sizes])
    per_sample = (X @ w - y)[:, None] * X
    exact = float(per_sample.var(axis=0).sum())
    for size, value in zip(sizes, seen, strict=True):
        expect.close(value, exact / size, say(f"variance at batch size {size}", f"분산 (배치 크기 {size})"), rtol=0.15)


@case(NOISE, "Two samples, two draws: the definition to the last factor", "표본 둘, 뽑기 두 번: 정의와 배수까지 같아요")
def test_two_samples_two_draws(student, rng):
    X, w = rng.standard_normal((2, 3)), rng.standard_normal(3)
    y = X @ w - np.array([rng.uniform(1, 2), -rng.uniform(1, 2)])
    gradients = (X @ w - y)[:, None] * X
    apart = float(np.sum((gradients[0] - gradients[1]) ** 2) / 2)  # unbiased variance of two different gradients
    seen = student.each(NOISE, [(X, y, w, 1, 2, fresh(rng)) for _ in range(48)])
    drawn = np.array([float(value) for value in seen])
    expect.holds(
        np.any(drawn > apart / 100), say("different samples are drawn at times", "서로 다른 표본이 뽑힐 때가 있어요")
    )
    expect.holds(
        np.any(drawn < apart / 100),
        say("the same sample is drawn twice at times", "같은 표본이 두 번 뽑힐 때가 있어요"),
    )
    expect.close(drawn, np.where(drawn > apart / 100, apart, 0.0), say("variance", "분산"), rtol=1e-6, atol=1e-9)


@case(NOISE, "Identical samples have no noise", "표본이 모두 같으면 잡음이 없어요", group="robust")
def test_no_noise(student, rng):
    X, y = np.tile(rng.standard_normal(3), (7, 1)), np.full(7, 2.0)
    seen = student.gradient_variance(X, y, rng.standard_normal(3), 3, 20, fresh(rng))
    expect.close(seen, 0.0, say("variance", "분산"), atol=1e-9)


@case(NOISE, "One draw has no variance: ValueError", "한 번만 뽑으면 분산이 없어요: ValueError", group="robust")
def test_one_draw(student, rng):
    X, y, w = rng.standard_normal((5, 2)), rng.standard_normal(5), rng.standard_normal(2)
    expect.raises(ValueError, lambda: student.gradient_variance(X, y, w, 2, 1, fresh(rng)), "gradient_variance")


@case(NOISE, "The arguments stay as they are", "인자를 바꾸지 않아요", group="hygiene")
def test_noise_keeps_its_arguments(student, rng):
    X, y, w = rng.standard_normal((5, 2)), rng.standard_normal(5), rng.standard_normal(2)
    seen = student.gradient_variance(X, y, w, 2, 30, fresh(rng))
    expect.unmodified(student, 0, 1, 2, what="X, y, w")
    expect.between(seen, 1e-9, 1e9, say("0 < variance", "0 < 분산"))
