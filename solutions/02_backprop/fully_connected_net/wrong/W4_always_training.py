"""
title = { en = "Training mode even without y", ko = "y가 없어도 학습 모드" }
fails = ["test_normalised_scores", "test_scores_with_dropout"]

[hint]
en = "Without y your net still works in training mode: dropout makes the scores random, and batch normalisation makes the \
score of a sample depend on the rest of the batch. Who tells the layers which mode it is, and when?"
ko = "y가 없을 때도 신경망이 학습 모드로 돌아가요. 그러면 드롭아웃 때문에 점수가 무작위가 되고, 배치 정규화 때문에 한 표본의 \
점수가 같은 배치의 다른 표본에 따라 달라져요. 층에 모드를 언제 누가 알려 주는지 살펴보세요."
"""


class FullyConnectedNet(FullyConnectedNet):
    def _set_mode(self, mode):
        super()._set_mode("train")
