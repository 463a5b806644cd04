"""
title = { en = "Rows are decisions", ko = "행을 판단으로 씀" }
fails = ["test_confusion"]
hint = { en = "Your matrix is transposed: class i taken for j is counted as j taken for i. The total and the diagonal are right, so accuracy does not show it. Which index comes first here?", ko = "행과 열이 바뀌었어요. i를 j로 잘못 본 것을 j를 i로 잘못 본 것으로 셌어요. 합계와 대각선은 맞아서 정확도로는 드러나지 않아요. 여기서는 어느 쪽 번호가 먼저인가요?" }
"""


def confusion_matrix(pred, y, k):
    matrix = np.zeros((k, k), np.int64)
    np.add.at(matrix, (pred.reshape(-1), y.reshape(-1)), 1)
    return matrix
