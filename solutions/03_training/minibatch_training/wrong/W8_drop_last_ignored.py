"""
title = { en = "drop_last ignored", ko = "drop_last를 무시함" }
fails = ["test_iterations_without_the_short_batch", "test_only_full_batches"]
hint = { en = "With drop_last=True the short last batch is still there. The flag is for code that needs batches of one size \
(batch statistics, compiled kernels): count and batches both have to follow it.", ko = "drop_last=True인데 짧은 마지막 배치가 \
남아 있어요. 이 옵션은 배치 크기가 일정해야 하는 코드(배치 통계, 미리 컴파일한 연산)를 위한 거예요. 반복 수와 배치가 모두 이 옵션을 \
따라야 해요." }
"""


def num_iterations(n, batch_size, drop_last=False):
    if n < 0 or batch_size < 1:
        raise ValueError("n must not be negative and batch_size must be positive")
    return -(-n // batch_size)
