"""Hidden suite of preprocessing.

Columns differ in place and spread, tables are not square, and unseen rows come from another distribution than those
of ``fit``: statistics over the wrong axis, of the whole table or of the wrong data show at once.
"""

from __future__ import annotations

import numpy as np

from grader.judge import case, expect, inputs, say


def table(rng, rows, columns):
    """Rows whose columns have their own place and spread, skewed, without ties."""
    spread, place = rng.uniform(0.5, 20.0, columns), rng.uniform(-30.0, 30.0, columns)
    return rng.standard_normal((rows, columns)) ** 3 * spread + rng.standard_normal((rows, columns)) + place


def unseen(rng, rows, columns):
    """Rows from elsewhere: shifted and wider."""
    return 3 * table(rng, rows, columns) + 40


def fits_and_transforms(student, reference, name, x, *options):
    """``fit_transform`` agrees with the reference."""
    got = getattr(student, name)(*options).fit_transform(x.copy())
    expect.close(got, getattr(reference, name)(*options).fit_transform(x), "fit_transform(X)")


def keeps_statistics(student, reference, name, x, others, *options):
    """Rows that ``fit`` has not seen are transformed with the statistics of those that it has."""
    scaler = getattr(student, name)(*options)
    scaler.fit(x.copy())
    answers = [scaler.transform(other.copy()) for other in others]
    truth = getattr(reference, name)(*options).fit(x)
    for got, other in zip(answers, others, strict=True):
        expect.close(got, truth.transform(other), say("transform(unseen X)", "transform(처음 보는 X)"))


def goes_back(student, reference, name, x, z, *options):
    """``inverse_transform`` undoes ``transform``, also for values that never came out of it."""
    scaler = getattr(student, name)(*options)
    scaler.fit(x.copy())
    forth = scaler.transform(x.copy())
    back = scaler.inverse_transform(z.copy())
    truth = getattr(reference, name)(*options).fit(x)
    expect.close(forth, truth.transform(x), "transform(X)")
    expect.close(back, truth.inverse_transform(z), "inverse_transform(Z)")
    expect.close(scaler.inverse_transform(forth), x, "inverse_transform(transform(X))", rtol=1e-6)


def constant_column(student, reference, rng, name):
    """A column without spread becomes 0, the others are not disturbed, and the way back leads to the constant."""
    x = table(rng, 8, 3)
    x[:, 1] = float(rng.integers(2, 9))
    if name == "RobustScaler":  # equal quartiles without being constant: shifted only
        x[:, 2] = rng.permutation([5.0] * 7 + [float(rng.integers(10, 20))])
    scaler = getattr(student, name)()
    scaler.fit(x.copy())
    got = scaler.transform(x.copy())
    expect.close(got, getattr(reference, name)().fit_transform(x), "transform(X)")
    expect.close(scaler.inverse_transform(got), x, "inverse_transform(transform(X))", rtol=1e-6)


def refuses_without_fit(student, name):
    """Using a scaler that has learned nothing raises RuntimeError."""
    x = np.ones((2, 2))
    expect.raises(
        RuntimeError, lambda: getattr(student, name)().transform(x), say("transform before fit", "fit 전의 transform")
    )
    expect.raises(
        RuntimeError,
        lambda: getattr(student, name)().inverse_transform(x),
        say("inverse_transform before fit", "fit 전의 inverse_transform"),
    )


def manners(student, reference, rng, name):
    """Integers, read-only and Fortran-ordered tables; nothing is modified; a second fit forgets the first."""
    x, whole = table(rng, 5, 3), rng.permuted(np.tile(np.arange(7), (3, 1)), axis=1).T * np.array([1, 3, -2])
    scaler = getattr(student, name)()
    scaler.fit(inputs.read_only(x))
    got = scaler.transform(np.asfortranarray(x))
    kept = x.copy()
    scaler.transform(kept)
    expect.unmodified(student, 0, what="X")
    scaler.inverse_transform(kept)
    expect.unmodified(student, 0, what="Z")
    again = scaler.fit_transform(whole)
    expect.close(got, getattr(reference, name)().fit_transform(x), "transform(X)")
    expect.close(again, getattr(reference, name)().fit_transform(whole), "fit_transform(X)")


# --- one-hot -------------------------------------------------------------------------------------


@case("one_hot", "One column per class, also for classes that are absent", "없는 클래스까지 클래스마다 열 하나")
def test_rows_of_labels(student, reference, rng):
    for y in (rng.permutation([0, 1, 2, 3, 4, 2, 1]), rng.permutation([5, 0, 2, 5, 3, 2]), np.array([3])):
        expect.close(student.one_hot(y.copy()), reference.one_hot(y), "one_hot(y)")


@case("one_hot", "The number of classes given", "클래스 수를 정해 준 경우")
def test_rows_with_classes_given(student, reference, rng):
    y = rng.permutation([0, 2, 1, 2, 4])
    for classes in (5, 8):
        got = student.one_hot(y.copy(), classes)
        expect.close(got, reference.one_hot(y, classes), "one_hot(y, num_classes)")


@case("one_hot", "Labels out of range raise ValueError", "범위를 벗어난 라벨은 ValueError", group="robust")
def test_labels_refused(student):
    for y, classes in (([0, 3, 1], 3), ([1, -1, 0], 3), ([0, 1, -1], None), ([0, 7], 3)):
        expect.raises(ValueError, lambda y=y, k=classes: student.one_hot(np.array(y), k), "one_hot(y, num_classes)")


@case(
    "one_hot",
    "float64, other integer types, no labels, y kept",
    "float64, 다른 정수형, 빈 라벨, y 보존",
    group="hygiene",
)
def test_labels_of_any_type(student):
    got = student.one_hot(inputs.read_only(np.array([2, 0], np.int32)))
    expect.unmodified(student, 0, what="y")
    expect.close(got, np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]), "one_hot(y)")
    expect.dtype(got, "float64", "one_hot(y)")
    expect.close(
        student.one_hot(np.array([200, 0], np.uint8))[:, 199:], np.array([[0.0, 1.0], [0.0, 0.0]]), "one_hot(y)"
    )
    expect.shape(student.one_hot(np.zeros(0, np.int64), 4), (0, 4), "one_hot([], 4)")


# --- min-max -------------------------------------------------------------------------------------


@case("MinMaxScaler", "The training set, column by column", "훈련 세트, 열마다")
def test_range_of_training_set(student, reference, rng):
    fits_and_transforms(student, reference, "MinMaxScaler", table(rng, 7, 4))
    fits_and_transforms(student, reference, "MinMaxScaler", table(rng, 9, 2), (-1, 3))


@case("MinMaxScaler", "Unseen rows: training statistics, no clipping", "처음 보는 행: 훈련 통계량을 쓰고 자르지 않아요")
def test_range_of_unseen_rows(student, reference, rng):
    others = (unseen(rng, 5, 3), table(rng, 1, 3) - 100)
    keeps_statistics(student, reference, "MinMaxScaler", table(rng, 8, 3), others)


@case("MinMaxScaler", "The way back", "되돌리기")
def test_range_inverse(student, reference, rng):
    goes_back(student, reference, "MinMaxScaler", table(rng, 6, 3), rng.uniform(-1, 2, (4, 3)), (-2, 0.5))


@case("MinMaxScaler", "A constant column", "값이 모두 같은 열", group="robust")
def test_range_of_constant(student, reference, rng):
    constant_column(student, reference, rng, "MinMaxScaler")


@case(
    "MinMaxScaler",
    "One outlier squeezes all other values",
    "이상치 하나가 나머지 값을 모두 눌러 버려요",
    group="robust",
)
def test_range_outlier(student, rng):
    x = rng.uniform(0, 100, (40, 2))
    x[7, 0] = 1e6
    got = student.MinMaxScaler().fit_transform(x.copy())
    expect.shape(got, (40, 2), "fit_transform(X)")
    expect.close(got[7, 0], 1.0, say("z of the outlier", "이상치의 z"))
    expect.between(
        float(np.max(np.delete(got[:, 0], 7))),
        1e-9,
        1e-3,
        say("0 < max(z of the others) < 0.001", "0 < max(나머지 값의 z) < 0.001"),
    )
    expect.between(
        float(np.max(got[:, 1])),
        0.99,
        1.01,
        say("max(z) = 1 in a column without outliers", "이상치가 없는 열에서는 max(z) = 1"),
    )


@case("MinMaxScaler", "Before fit: RuntimeError", "fit 전에는 RuntimeError", group="robust")
def test_range_without_fit(student):
    refuses_without_fit(student, "MinMaxScaler")


@case(
    "MinMaxScaler",
    "Integers, memory layouts, X kept, fitted twice",
    "정수, 메모리 배치, X 보존, 두 번의 fit",
    group="hygiene",
)
def test_range_manners(student, reference, rng):
    manners(student, reference, rng, "MinMaxScaler")


# --- z-score -------------------------------------------------------------------------------------


@case("StandardScaler", "The training set, column by column", "훈련 세트, 열마다")
def test_scores_of_training_set(student, reference, rng):
    fits_and_transforms(student, reference, "StandardScaler", table(rng, 6, 4))


@case("StandardScaler", "Unseen rows: training statistics", "처음 보는 행: 훈련 통계량을 써요")
def test_scores_of_unseen_rows(student, reference, rng):
    others = (unseen(rng, 7, 3), table(rng, 1, 3))
    keeps_statistics(student, reference, "StandardScaler", table(rng, 5, 3), others)


@case("StandardScaler", "The way back", "되돌리기")
def test_scores_inverse(student, reference, rng):
    goes_back(student, reference, "StandardScaler", table(rng, 6, 3), rng.standard_normal((4, 3)))


@case("StandardScaler", "A constant column", "값이 모두 같은 열", group="robust")
def test_scores_of_constant(student, reference, rng):
    constant_column(student, reference, rng, "StandardScaler")


@case(
    "StandardScaler",
    "Units do not matter; no range bounds the scores",
    "단위와 상관없고, z-점수의 범위는 정해져 있지 않아요",
    group="robust",
)
def test_scores_invariance(student, rng):
    x = table(rng, 50, 2)
    x[3] = 1e4
    first = student.StandardScaler().fit_transform(x.copy())
    second = student.StandardScaler().fit_transform(x * np.array([0.001, 25.0]) + np.array([7.0, -3.0]))
    for got in (first, second):
        expect.shape(got, (50, 2), "fit_transform(X)")
    expect.between(
        float(np.min(first[3])),
        6.5,
        7.01,
        say("z of a far outlier among 50 = 7 = sqrt(49)", "표본 50개 가운데 멀리 떨어진 이상치의 z = 7 = sqrt(49)"),
    )
    expect.close(second, first, "fit_transform(a X + b)", rtol=1e-6)
    expect.close(np.mean(first, axis=0), np.zeros(2), "mean(z)", atol=1e-9)


@case(
    "StandardScaler",
    "Sigmoid units do not saturate on scaled inputs",
    "정규화한 입력에서는 시그모이드가 포화되지 않아요",
    group="robust",
)
def test_scores_keep_sigmoids_alive(student, rng):
    x = rng.standard_normal((200, 3)) * np.array([300.0, 40.0, 1000.0]) + np.array([500.0, -90.0, 0.0])
    got = student.StandardScaler().fit_transform(x.copy())
    expect.shape(got, (200, 3), "fit_transform(X)")
    expect.finite(got, "fit_transform(X)")
    e = np.exp(-np.abs(got))
    expect.between(
        float(np.min(np.mean(e / (1 + e) ** 2, axis=0))),
        0.17,
        0.25,
        say("mean of sigmoid'(z) > 0.17", "sigmoid'(z)의 평균 > 0.17"),
    )
    expect.close(np.std(got, axis=0), np.ones(3), "std(z)")


@case("StandardScaler", "Before fit: RuntimeError", "fit 전에는 RuntimeError", group="robust")
def test_scores_without_fit(student):
    refuses_without_fit(student, "StandardScaler")


@case(
    "StandardScaler",
    "Integers, memory layouts, X kept, fitted twice",
    "정수, 메모리 배치, X 보존, 두 번의 fit",
    group="hygiene",
)
def test_scores_manners(student, reference, rng):
    manners(student, reference, rng, "StandardScaler")


# --- median and quartiles ------------------------------------------------------------------------


@case("RobustScaler", "The training set, column by column", "훈련 세트, 열마다")
def test_quartiles_of_training_set(student, reference, rng):
    fits_and_transforms(student, reference, "RobustScaler", table(rng, 7, 4))
    fits_and_transforms(student, reference, "RobustScaler", table(rng, 10, 3))


@case("RobustScaler", "Unseen rows: training statistics", "처음 보는 행: 훈련 통계량을 써요")
def test_quartiles_of_unseen_rows(student, reference, rng):
    others = (unseen(rng, 7, 3), table(rng, 1, 3))
    keeps_statistics(student, reference, "RobustScaler", table(rng, 6, 3), others)


@case("RobustScaler", "The way back", "되돌리기")
def test_quartiles_inverse(student, reference, rng):
    goes_back(student, reference, "RobustScaler", table(rng, 6, 3), rng.standard_normal((4, 3)))


@case("RobustScaler", "A constant column", "값이 모두 같은 열", group="robust")
def test_quartiles_of_constant(student, reference, rng):
    constant_column(student, reference, rng, "RobustScaler")


@case("RobustScaler", "One outlier changes hardly anything", "이상치 하나로는 거의 바뀌지 않아요", group="robust")
def test_quartiles_outlier(student, rng):
    x = rng.uniform(0, 100, (41, 2))
    wild = x.copy()
    wild[np.argmax(x[:, 0]), 0] = 1e6
    calm, got = student.RobustScaler().fit_transform(x.copy()), student.RobustScaler().fit_transform(wild)
    for answer in (calm, got):
        expect.shape(answer, (41, 2), "fit_transform(X)")
    others = np.arange(41) != np.argmax(x[:, 0])
    expect.close(got[others], calm[others], say("z of the others", "나머지 값의 z"))
    width = np.subtract(*np.quantile(got, [0.75, 0.25], axis=0))
    expect.close(width, np.ones(2), say("interquartile range of z", "z의 사분위 범위"))


@case("RobustScaler", "Before fit: RuntimeError", "fit 전에는 RuntimeError", group="robust")
def test_quartiles_without_fit(student):
    refuses_without_fit(student, "RobustScaler")


@case(
    "RobustScaler",
    "Integers, memory layouts, X kept, fitted twice",
    "정수, 메모리 배치, X 보존, 두 번의 fit",
    group="hygiene",
)
def test_quartiles_manners(student, reference, rng):
    manners(student, reference, rng, "RobustScaler")


# --- logarithm -----------------------------------------------------------------------------------


@case("log1p_transform", "Values, of any size", "크기와 상관없이 값이 맞아요")
def test_logarithm(student, reference, rng):
    x = rng.uniform(-0.9, 9, (3, 4))
    x[1] = np.exp(rng.uniform(1, 12, 4))
    expect.close(student.log1p_transform(x.copy()), reference.log1p_transform(x), "log1p_transform(x)")


@case(
    "log1p_transform",
    "-1 and less raise ValueError; tiny values keep their digits",
    "-1 이하는 ValueError, 아주 작은 값도 정밀해요",
    group="robust",
)
def test_logarithm_edges(student, rng):
    tiny = rng.uniform(1, 2, 3) * 1e-13
    expect.close(student.log1p_transform(tiny.copy()), tiny, "log1p_transform(x)")
    for low in (-1.0, -1.5):
        x = np.array([0.5, low])
        expect.raises(ValueError, lambda x=x: student.log1p_transform(x), "log1p_transform(x)")


@case("log1p_transform", "A long right tail gets shorter", "오른쪽으로 긴 꼬리가 짧아져요", group="robust")
def test_logarithm_skewness(student, rng):
    x = np.exp(2 + rng.standard_normal(2000))
    got = student.log1p_transform(x)
    expect.unmodified(student, 0, what="x")
    expect.shape(got, (2000,), "log1p_transform(x)")
    expect.finite(got, "log1p_transform(x)")
    z = (got - np.mean(got)) / np.std(got)
    expect.between(float(np.mean(z**3)), -0.8, 0.8, say("skewness", "왜도"))
    expect.between(
        float(np.ptp(got)), 1.0, 20.0, say("max - min of log1p_transform(x)", "log1p_transform(x)의 최댓값 - 최솟값")
    )
