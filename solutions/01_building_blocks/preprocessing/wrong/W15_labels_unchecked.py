"""
title = { en = "Labels not checked", ko = "라벨을 확인하지 않음" }
fails = ["test_labels_refused"]
hint = { en = "A label beyond the last class raises an IndexError by accident, and a negative one raises nothing at all: index -1 is the last column, so the row claims to be another class. Compare the labels with the range first and raise ValueError.", ko = "마지막 클래스를 넘는 라벨은 우연히 IndexError가 되고, 음수 라벨은 아무 오류도 내지 않아요. 인덱스 -1이 마지막 열이라서 다른 클래스인 척하게 돼요. 라벨이 범위 안에 있는지 먼저 확인하고 ValueError를 일으키세요." }
"""


def one_hot(y, num_classes=None):
    classes = int(np.max(y)) + 1 if num_classes is None else num_classes
    return np.eye(classes)[y]
