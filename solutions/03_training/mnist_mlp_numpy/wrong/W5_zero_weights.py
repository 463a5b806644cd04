"""
title = { en = "All weights start at zero", ko = "모든 가중치를 0으로 시작함" }
fails = ["test_units_start_differently", "test_learns_digits"]
hint = { en = "All hidden units start from the same weights, so they compute the same, get the same gradient and stay the same for ever \
(from 0 they do not even move). Biases may start at 0; what has to make the units different?", ko = "은닉 유닛들이 모두 같은 \
가중치에서 출발해서 같은 값을 계산하고, 같은 기울기를 받고, 끝까지 똑같아요(0에서 출발하면 움직이지도 않아요). 편향은 0에서 시작해도 되지만, \
유닛들이 서로 달라지려면 무엇이 필요할까요?" }
"""


class MLPClassifier(MLPClassifier):
    def _initial(self, rng, inputs, classes):
        shapes = {"W1": (inputs, self.hidden), "b1": self.hidden, "W2": (self.hidden, classes), "b2": classes}
        return {name: np.zeros(shape) for name, shape in shapes.items()}
