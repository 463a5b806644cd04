"""Public checks of dropout: small, visible, worked out by hand. The hidden suite uses other data and asks more."""

import numpy as np
import pytest

from grader.judge import case, expect, gradients, say


def mask_of(out, x):
    """What x was multiplied with; x holds no zeros."""
    expect.shape(out, x.shape, "out")
    return out / x


@case(
    "dropout_forward",
    "p = 0.5: half of the ones become 2, the others 0",
    "p = 0.5: 1의 절반은 2가 되고 나머지는 0이 돼요",
)
def test_ones_become_twos_and_zeros(student):
    x = np.ones((50, 40))
    out, _ = student.dropout_forward(x, {"p": 0.5, "mode": "train", "seed": 1})
    expect.close(out, np.where(out != 0, 2.0, 0.0), "out")
    # 2000 coins: the share of heads has a standard deviation of 0.011
    expect.between(float((out != 0).mean()), 0.44, 0.56, say("share of kept units", "살아남은 유닛의 비율"))


@case(
    "dropout_forward",
    "p = 0.8 keeps four of five and divides by 0.8",
    "p = 0.8이면 다섯 중 넷을 남기고 0.8로 나눠요",
    group="robust",
)
def test_eighty_percent_stay(student):
    x = np.full((50, 40), 4.0)
    out, _ = student.dropout_forward(x, {"p": 0.8, "mode": "train", "seed": 2})
    expect.close(out, np.where(out != 0, 5.0, 0.0), "out")
    expect.between(float((out != 0).mean()), 0.75, 0.85, say("share of kept units", "살아남은 유닛의 비율"))


@case(
    "dropout_forward",
    "Training changes x, test mode returns it",
    "학습 모드는 x를 바꾸고 테스트 모드는 그대로 돌려줘요",
)
def test_only_training_changes_x(student):
    x = np.arange(1.0, 31.0).reshape(5, 6)
    train, _ = student.dropout_forward(x, {"p": 0.5, "mode": "train", "seed": 3})
    test, _ = student.dropout_forward(x, {"p": 0.5, "mode": "test", "seed": 3})
    expect.equal(test, x, say("out (test mode)", "out (테스트 모드)"))
    expect.holds(bool((train != x).any()), say("training mode changes x", "학습 모드에서는 x가 그대로 나오지 않아요"))
    expect.close(train, np.where(train != 0, 2 * x, 0.0), "out (training)")


@case("dropout_backward", "Gradient check with a fixed seed", "시드를 고정한 기울기 검사", needs=("dropout_forward",))
def test_gradient_check(student):
    x = np.arange(1.0, 13.0).reshape(3, 4)
    dout = np.linspace(-1.0, 1.2, 12).reshape(3, 4)
    param = {"p": 0.5, "mode": "train", "seed": 7}
    _, cache = student.dropout_forward(x, param)
    dx = student.dropout_backward(dout, cache)
    slope = gradients.numeric(lambda v: student.dropout_forward(v, param)[0], x, dout)
    expect.gradient(dx, slope, "dx")


@case(
    "vanilla_dropout_forward",
    "Original dropout: 10 stays 10 or becomes 0; test mode gives 7",
    "원래 드롭아웃: 10은 10이거나 0이고, 테스트 때는 7이에요",
)
def test_original_dropout(student):
    x = np.full((40, 50), 10.0)
    train = student.vanilla_dropout_forward(x, 0.7, "train", np.random.default_rng(0))
    test = student.vanilla_dropout_forward(x, 0.7, "test", np.random.default_rng(0))
    expect.close(train, np.where(train != 0, 10.0, 0.0), "out (training)")
    expect.between(float((train != 0).mean()), 0.64, 0.76, say("share of kept units", "살아남은 유닛의 비율"))
    expect.close(test, np.full((40, 50), 7.0), say("out (test mode)", "out (테스트 모드)"))


@case("mc_average", "The mean of 1, 2, 3, 4 is 2.5", "1, 2, 3, 4의 평균은 2.5예요")
@pytest.mark.parametrize("n", [4])
def test_mean_of_four_outputs(student, n):
    outputs = iter([1.0, 2.0, 3.0, 4.0])
    average = student.mc_average(lambda x, rng: next(outputs) * x, np.ones(3), n, np.random.default_rng(0))
    expect.close(average, np.full(3, 2.5), "average")
