"""
title = { en = "Number of batches rounded down", ko = "배치 수를 내림으로 셈" }
fails = ["test_iterations_round_up", "test_each_sample_once"]
hint = { en = "Your count is rounded down, so every epoch leaves out the samples that do not fill a whole batch. With 1000 samples and batches of 300 that would be 100 samples. The last batch is shorter, but it is a batch; only drop_last leaves it out.", ko = "반복 수를 내림으로 세고 있어서 에포크마다 배치 하나를 채우지 못한 표본이 빠져요. 표본이 1000개이고 배치 크기가 300이라면 100개가 빠져요. 마지막 배치는 짧아도 배치예요. 이 배치를 버리는 것은 drop_last=True일 때뿐이에요." }
"""


def num_iterations(n, batch_size, drop_last=False):
    if n < 0 or batch_size < 1:
        raise ValueError("n must not be negative and batch_size must be positive")
    return n // batch_size
