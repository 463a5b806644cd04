"""
title = { en = "All weights start at zero", ko = "가중치가 모두 0에서 시작함" }
fails = ["test_two_layer_start", "test_deep_start"]

[hint]
en = "All your weights are zero at first. Then all hidden units compute the same, receive the same gradient, and stay alike for ever. Biases may start at zero, weights may not. Which distribution does the docstring ask for?"
ko = "처음에 가중치가 모두 0이에요. 그러면 모든 은닉 유닛이 같은 값을 내고 같은 기울기를 받아서 끝까지 똑같이 남아요. 편향은 0에서 시작해도 되지만 가중치는 안 돼요. 독스트링이 어떤 분포를 말하는지 다시 읽어 보세요."
"""


def _zero_weights(params):
    return {key: value * 0 if key.startswith("W") else value for key, value in params.items()}


class TwoLayerNet(TwoLayerNet):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.params = _zero_weights(self.params)


class FullyConnectedNet(FullyConnectedNet):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.params = _zero_weights(self.params)
