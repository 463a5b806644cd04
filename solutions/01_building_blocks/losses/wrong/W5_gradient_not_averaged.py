"""
title = { en = "Gradient without 1/N", ko = "기울기에 1/N이 빠짐" }
fails = ["test_mse_slope", "test_mae_slope", "test_bce_slope", "test_logits_slope", "test_logistic_slope"]
hint = { en = "The loss is a mean, and its derivative carries the same factor. Repeat all the data once: the mean stays as it is, and every entry of the gradient has to halve. A gradient check on the loss shows it, too.", ko = "손실이 평균이니 그 미분에도 같은 배수가 붙어요. 데이터를 한 번 더 이어 붙이면 평균은 그대로이고 기울기의 원소는 절반이 되어야 해요. 손실로 기울기 검사를 해 봐도 드러나요." }
"""


def _loss_only(name):
    original = globals()[name]

    def loss(first, second, *options):
        value, grad = original(first, second, *options)
        averaged = not options or options[0] not in ("sum", "none")
        return value, grad * np.size(first) if averaged else grad

    return loss


mse_loss, mae_loss, bce_loss = _loss_only("mse_loss"), _loss_only("mae_loss"), _loss_only("bce_loss")
bce_with_logits, logistic_loss = _loss_only("bce_with_logits"), _loss_only("logistic_loss")
