'''
title = { en = "Backward pass without the mask", ko = "마스크 없는 역전파" }
fails = ["test_backward_uses_forward_mask", "test_backward_against_finite_differences"]
hint = { en = "In training your dx lets gradient through to units that the forward pass had dropped. A dropped unit \
did not influence the output, so its gradient is 0, and a kept one was scaled on the way forward: reuse the very \
mask (with its scale) that the forward pass put into the cache.", ko = "학습 모드에서 순전파 때 껐던 유닛에도 \
기울기가 흘러가고 있어요. 꺼진 유닛은 출력에 영향을 주지 않았으니 기울기가 0이고, 남은 유닛은 순전파에서 크기가 \
바뀌었어요. 순전파가 cache에 넣어 둔 바로 그 마스크를 크기 보정까지 포함해서 다시 쓰세요." }
'''


def dropout_backward(dout, cache):
    return dout.copy()
