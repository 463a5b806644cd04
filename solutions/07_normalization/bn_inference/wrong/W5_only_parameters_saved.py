"""
title = { en = "Only the parameters are saved", ko = "파라미터만 저장함" }
fails = ["test_everything_is_exported", "test_round_trip", "test_state_without_buffers"]
hint = { en = "The exported state has no running statistics, and loading does not miss them. parameters() lists what \
an optimizer learns; a batch norm layer also needs what it counted during training. Look for the method that lists \
both, and let loading fail when something is absent.", ko = "내보낸 상태에 이동 통계가 없고, 불러올 때도 빠진 것을 \
알아차리지 못해요. parameters()에는 옵티마이저가 학습하는 값만 있어요. 배치 정규화 층에는 학습하면서 모은 값도 \
필요해요. 둘 다 알려 주는 메서드를 찾고, 빠진 것이 있으면 불러오기가 실패하게 하세요." }
"""


def export_state(model):
    return {name: value.detach().clone() for name, value in model.named_parameters()}


def load_for_inference(model, state):
    model.load_state_dict(state, strict=False)
    return model.eval()
