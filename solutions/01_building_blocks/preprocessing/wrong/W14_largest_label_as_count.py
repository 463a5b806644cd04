"""
title = { en = "The largest label taken for the number of classes", ko = "가장 큰 라벨을 클래스 수로 봄" }
fails = ["test_rows_of_labels"]
hint = { en = "The table has as many columns as the largest label says, so that label itself lies one place outside and raises an IndexError. Counting starts at 0: how many labels are there from 0 to 2?", ko = "가장 큰 라벨의 수만큼만 열을 만들어서, 바로 그 라벨이 한 칸 밖으로 나가 IndexError가 나요. 라벨은 0부터 세요. 0부터 2까지 라벨은 모두 몇 개일까요?" }
"""


def one_hot(y, num_classes=None):
    classes = int(np.max(y)) if num_classes is None else num_classes
    if num_classes is not None and (np.any(y < 0) or np.any(y >= classes)):
        raise ValueError("labels")
    return np.eye(classes)[y]
