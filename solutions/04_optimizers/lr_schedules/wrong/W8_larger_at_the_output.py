"""
title = { en = "Larger rates on the wrong side", ko = "큰 학습률이 반대쪽에 있음" }
fails = ["test_layers"]
hint = { en = "The larger rates are on the wrong side. The list runs from the input to the output; base is the rate of the layer at the output. Write down three layers and decide which of them gets ratio twice.", ko = "큰 학습률이 반대쪽에 있어요. 리스트는 입력 쪽에서 출력 쪽으로 가고, base는 출력 쪽 층의 학습률이에요. 층 세 개를 적어 놓고 ratio가 두 번 곱해지는 층이 어느 것인지 정해 보세요." }
"""


def layerwise_lrs(base, n_layers, ratio, larger="input"):
    if larger not in ("input", "output"):
        raise ValueError("larger")
    factor = ratio if larger == "output" else 1 / ratio
    return [base * factor ** (n_layers - 1 - i) for i in range(n_layers)]
