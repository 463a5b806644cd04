"""
title = { en = "Rounded down", ko = "내림으로 셈" }
fails = ["test_iterations_round_up", "test_each_sample_once"]
hint = { en = "Your count is rounded down, so the samples that do not fill a whole batch are never seen, in any epoch. With 1000 \
samples and batches of 300 that would be 100 samples. The last batch is shorter, but it is a batch; only drop_last leaves it \
out.", ko = "반복 수를 내림으로 세고 있어서 배치 하나를 채우지 못한 표본은 어느 에포크에서도 학습에 쓰이지 않아요. 표본이 1000개이고 \
배치가 300개라면 100개가 그렇게 돼요. 마지막 배치는 짧아도 배치예요. 빼는 것은 drop_last일 때뿐이에요." }
"""


def num_iterations(n, batch_size, drop_last=False):
    if n < 0 or batch_size < 1:
        raise ValueError("n must not be negative and batch_size must be positive")
    return n // batch_size
