"""
title = { en = "Labels counted from 1", ko = "라벨을 1부터 셈" }
fails = ["test_rows_of_labels", "test_rows_with_classes_given"]
hint = { en = "The 1 stands one column too far to the left; label 0 even ends up in the last column, since index -1 counts from the end. Labels begin at 0 here: which column belongs to label 0?", ko = "1이 한 열씩 왼쪽에 있어요. 라벨 0은 인덱스 -1이 되어 마지막 열로 가 버려요. 여기서 라벨은 0부터 시작해요. 라벨 0의 열은 몇 번째일까요?" }
"""


def one_hot(y, num_classes=None):
    classes = int(np.max(y)) + 1 if num_classes is None else num_classes
    if np.any(y < 0) or np.any(y >= classes):
        raise ValueError("labels")
    out = np.zeros((len(y), classes))
    out[np.arange(len(y)), y - 1] = 1
    return out
