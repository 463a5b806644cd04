"""
title = { en = "K - 1 columns", ko = "열이 K - 1개뿐임" }
fails = ["test_rows_of_labels", "test_rows_with_classes_given"]
hint = { en = "The last category has no column of its own: its rows are all zeros. K categories need K columns, and every row holds exactly one 1. If the largest label is 2, how many categories are there?", ko = "마지막 범주의 열이 없어서 그 범주의 행이 모두 0이에요. 범주가 K개이면 열도 K개이고, 모든 행에 1이 정확히 하나씩 있어야 해요. 가장 큰 라벨이 2라면 범주는 모두 몇 개일까요?" }
"""


def one_hot(y, num_classes=None):
    classes = int(np.max(y)) + 1 if num_classes is None else num_classes
    if np.any(y < 0) or np.any(y >= classes):
        raise ValueError("labels")
    return np.eye(classes)[y][:, :-1]
