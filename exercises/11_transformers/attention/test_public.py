"""Public checks of attention: one query worked out by hand, and a gradient check of your own forward pass."""

import numpy as np

from grader.judge import case, expect, gradients

Q = np.array([[2.0, 0.0, 0.0, 0.0]])
K = np.array([[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [-1.0, 0.0, 0.0, 0.0]])
V = np.array([[10.0], [20.0], [30.0]])


@case("scaled_dot_product_attention", "One query by hand", "손으로 계산한 쿼리 하나")
def test_one_query_by_hand(student):
    out, weights, _ = student.scaled_dot_product_attention(Q, K, V)
    expect.close(weights, np.array([[0.66524, 0.24473, 0.09003]]), "weights", atol=1e-4)
    expect.close(out, np.array([[14.2479]]), "out", atol=1e-3)


@case("scaled_dot_product_attention", "The same query with the last key hidden", "마지막 키를 가린 같은 쿼리")
def test_hidden_key_by_hand(student):
    out, weights, _ = student.scaled_dot_product_attention(Q, K, V, np.array([[True, True, False]]))
    expect.close(weights, np.array([[0.73106, 0.26894, 0.0]]), "weights", atol=1e-4)
    expect.close(out, np.array([[12.6894]]), "out", atol=1e-3)


@case("attention_backward", "The example by hand", "손으로 계산한 예", needs=("scaled_dot_product_attention",))
def test_backward_by_hand(student):
    _, _, cache = student.scaled_dot_product_attention(Q, K, V)
    dq, _, dv = student.attention_backward(np.ones((1, 1)), cache)
    expect.close(dv, np.array([[0.66524], [0.24473], [0.09003]]), "dv", atol=1e-4)
    expect.close(dq, np.array([[-2.1221, 0.7039, 0.0, 0.0]]), "dq", atol=1e-3)


@case("attention_backward", "Gradient check", "기울기 검사", needs=("scaled_dot_product_attention",))
def test_gradient_check(student):
    q, k = np.sin(np.arange(6.0)).reshape(2, 3), np.cos(np.arange(12.0)).reshape(4, 3)
    v, dout = np.arange(8.0).reshape(4, 2) - 3, np.array([[1.0, -2.0], [0.5, 1.5]])
    _, _, cache = student.scaled_dot_product_attention(q, k, v)
    dq, dk, dv = student.attention_backward(dout, cache)

    def outputs(calls):
        return [answer[0] for answer in student.each("scaled_dot_product_attention", calls)]

    slope = gradients.numeric_batched(lambda points: outputs([(x, k, v) for x in points]), q, dout)
    expect.gradient(dq, slope, "dq")
    slope = gradients.numeric_batched(lambda points: outputs([(q, x, v) for x in points]), k, dout)
    expect.gradient(dk, slope, "dk")
    slope = gradients.numeric_batched(lambda points: outputs([(q, k, x) for x in points]), v, dout)
    expect.gradient(dv, slope, "dv")


@case("attention_cost", "Two queries, three keys, four features", "쿼리 둘, 키 셋, 특성 넷")
def test_cost_by_hand(student):
    expect.close(student.attention_cost(2, 3, 4), {"scores": 6, "macs": 48}, "cost")
