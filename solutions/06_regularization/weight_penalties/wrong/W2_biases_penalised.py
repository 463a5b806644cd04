"""
title = { en = "Biases penalised", ko = "편향에도 규제 항을 매김" }
fails = ["test_l2_loss_and_gradients", "test_l1_loss_and_gradients"]
hint = { en = "You penalise every parameter. A bias only shifts an output and needs few data to be estimated; pulling it to 0, or a scale of a normalisation layer, makes the model worse without making it simpler. Which names are weights?", ko = "모든 파라미터에 규제 항을 매겼어요. 편향은 출력을 옮길 뿐이고 적은 데이터로도 잘 정해져요. 편향이나 정규화 층의 스케일을 0으로 당기면 모델이 단순해지지는 않고 나빠지기만 해요. 어떤 이름이 가중치일까요?" }
"""


def l2_penalty(params, lam):
    weights = params
    loss = 0.5 * lam * sum(float((w**2).sum()) for w in weights.values())
    return loss, {name: lam * w for name, w in weights.items()}


def l1_penalty(params, lam):
    weights = params
    loss = lam * sum(float(np.abs(w).sum()) for w in weights.values())
    return loss, {name: lam * np.sign(w) for name, w in weights.items()}
