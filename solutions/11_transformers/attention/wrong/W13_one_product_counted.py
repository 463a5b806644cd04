"""
title = { en = "One of two products counted", ko = "두 행렬곱 가운데 하나만 셈" }
fails = ["test_cost"]
hint = { en = "You counted the multiplications of one matrix product. From q, k and v to the output there are two of them; write down the shapes of both.", ko = "행렬곱 하나의 곱셈만 셌어요. q, k, v에서 출력까지 행렬곱은 두 번 나와요. 두 곱의 모양을 각각 적어 보세요." }
"""


def attention_cost(S, T, D):
    return {"scores": S * T, "macs": S * T * D}
