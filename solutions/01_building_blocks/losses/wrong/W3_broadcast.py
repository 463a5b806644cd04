"""
title = { en = "Unequal shapes broadcast", ko = "다른 모양을 브로드캐스팅함" }
fails = ["test_mse_refusals", "test_mae_refusals", "test_half_sum_refusals", "test_bce_refusals", "test_logits_refusals", "test_logistic_refusals"]
hint = { en = "A column (N, 1) minus a row (N,) is a table (N, N): every prediction is compared with every target, and the loss of a perfect prediction is not 0. numpy does this without a word, so compare the shapes yourself and raise ValueError.", ko = "(N, 1) 모양에서 (N,) 모양을 빼면 (N, N) 표가 돼요. 모든 예측을 모든 목표값과 비교하게 되어서, 완벽한 예측의 손실도 0이 아니에요. numpy는 아무 말 없이 계산하므로 모양을 직접 비교하고 ValueError를 일으키세요." }
"""


def _same_shape(first, second):
    pass
