"""
title = { en = "Softmax over one unit", ko = "유닛 하나에 소프트맥스" }
fails = ["test_heads", "test_decisions"]
hint = { en = "Softmax shares 1 among the units of the layer. With a single unit nothing is left to share: it always gets 1, whatever the logit. Which activation turns one number into a probability by itself?", ko = "소프트맥스는 층의 유닛들이 1을 나눠 갖게 해요. 유닛이 하나뿐이면 로짓이 얼마든 늘 1이에요. 숫자 하나를 혼자서 확률로 바꾸는 활성화 함수는 무엇일까요?" }
"""


def output_spec(task, k):
    heads = {
        "regression": (k, "linear", "mse"),
        "binary": (1, "softmax", "bce"),
        "multiclass": (k, "softmax", "cross_entropy"),
        "multilabel": (k, "sigmoid", "bce"),
    }
    if task not in heads:
        raise ValueError(task)
    return dict(zip(("units", "activation", "loss"), heads[task]))


def predict(logits, task):
    if task == "regression":
        return logits
    if task == "binary":
        column = np.exp(logits.reshape(len(logits), 1))
        return (column / column.sum(axis=1, keepdims=True) > 0.5).astype(np.int64)[:, 0]
    if task == "multiclass":
        return logits.argmax(axis=1)
    if task == "multilabel":
        return (logits > 0).astype(np.int64)
    raise ValueError(task)
