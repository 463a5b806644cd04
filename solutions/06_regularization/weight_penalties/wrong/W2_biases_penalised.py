"""
title = { en = "Biases penalised", ko = "편향까지 규제함" }
fails = ["test_l2_loss_and_gradients", "test_l1_loss_and_gradients"]
hint = { en = "You penalise every parameter. A bias only shifts an output and needs few data to be estimated; pulling it (or the scale of a normalisation layer) towards 0 makes the model worse without making it simpler. Which keys of params stand for weights?", ko = "모든 파라미터에 규제를 걸었어요. 편향은 출력을 옮길 뿐이고 적은 데이터로도 잘 정해져요. 편향이나 정규화 층의 스케일을 0으로 당기면 모델이 단순해지지는 않고 나빠지기만 해요. params의 키 가운데 가중치는 어느 것일까요?" }
"""


def l2_penalty(params, lam):
    weights = params
    loss = 0.5 * lam * sum(float((w**2).sum()) for w in weights.values())
    return loss, {name: lam * w for name, w in weights.items()}


def l1_penalty(params, lam):
    weights = params
    loss = lam * sum(float(np.abs(w).sum()) for w in weights.values())
    return loss, {name: lam * np.sign(w) for name, w in weights.items()}
