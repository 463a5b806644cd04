"""
title = { en = "One bn_param for all layers", ko = "모든 층이 bn_param 하나를 같이 씀" }
fails = ["test_normalised_scores"]

[hint]
en = "All your batch normalisation layers write their running averages into the same dictionary, so that every layer \
overwrites and blends those of the others. Every layer has statistics of its own. Note that [{}] * n repeats one dictionary."
ko = "배치 정규화 층들이 이동 평균을 모두 같은 딕셔너리에 적고 있어요. 그래서 층마다 다른 층의 값을 덮어쓰고 섞게 돼요. \
통계량은 층마다 따로 있어야 해요. [{}] * n은 딕셔너리 하나를 되풀이할 뿐이라는 점도 기억하세요."
"""


class FullyConnectedNet(FullyConnectedNet):
    def __init__(self, hidden_dims, *args, **kwargs):
        super().__init__(hidden_dims, *args, **kwargs)
        self.bn_params = [{}] * len(hidden_dims)
