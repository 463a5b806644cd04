"""
title = { en = "Sigmoid applied to its own output", ko = "시그모이드의 출력에 시그모이드를 다시 씌움" }
fails = ["test_slope", "test_grads"]
hint = { en = "The argument is the output of the sigmoid already. You apply the sigmoid to it once more, and the slope comes out far too large where a unit is saturated. Write the derivative with the output alone; no exponential is needed.", ko = "인자로 받은 값은 이미 시그모이드의 출력이에요. 여기에 시그모이드를 한 번 더 씌우면, 포화된 유닛의 기울기가 실제보다 훨씬 커져요. 출력만으로 미분을 써 보세요. 지수 함수는 필요 없어요." }
"""


def sigmoid_grad_from_output(s):
    return sigmoid(s) * (1 - sigmoid(s))
