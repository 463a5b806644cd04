"""
title = { en = "As many columns as distinct labels", ko = "서로 다른 라벨의 수만큼 열을 만듦" }
fails = ["test_rows_of_labels"]
hint = { en = "The number of columns is the number of different labels that happen to occur. If a class is absent, columns are missing, and one batch gets another width than the next. What tells the number of classes when none of them may be skipped?", ko = "열의 수를 우연히 나타난 서로 다른 라벨의 수로 정하고 있어요. 빠진 클래스가 있으면 열이 모자라고, 배치마다 너비가 달라져요. 빠진 클래스까지 헤아리려면 무엇을 보고 클래스 수를 정해야 할까요?" }
"""


def one_hot(y, num_classes=None):
    names, index = np.unique(y, return_inverse=True)
    classes = len(names) if num_classes is None else num_classes
    if num_classes is None:
        y = index
    if np.any(y < 0) or np.any(y >= classes):
        raise ValueError("labels")
    return np.eye(classes)[y]
