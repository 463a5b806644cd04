"""
title = { en = "Number of hits", ko = "맞힌 개수" }
fails = ["test_share"]
hint = { en = "Your accuracy is the number of right decisions, so it grows with the data set. Accuracy is a share between 0 and 1: a share of what?", ko = "정확도 대신 맞힌 개수를 돌려줬어요. 그러면 데이터가 많을수록 값이 커져요. 정확도는 0과 1 사이의 비율이에요. 무엇에 대한 비율일까요?" }
"""


def accuracy(pred, y):
    if pred.size != y.size:
        raise ValueError("sizes")
    return float(np.sum(pred.reshape(-1) == y.reshape(-1)))
