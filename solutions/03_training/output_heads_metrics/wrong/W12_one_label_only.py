"""
title = { en = "One label per sample", ko = "표본마다 라벨 하나만" }
fails = ["test_decisions"]
hint = { en = "In a multilabel task you choose the largest logit of every sample, so exactly one label is set. An image may show a dog and a car, or neither. Labels do not compete: how is each of them decided?", ko = "다중 라벨 과제에서 표본마다 가장 큰 로짓 하나만 골랐어요. 그러면 라벨이 언제나 하나만 켜져요. 사진에는 개와 자동차가 함께 있을 수도, 둘 다 없을 수도 있어요. 라벨끼리는 경쟁하지 않아요. 하나하나 어떻게 판단할까요?" }
"""


def predict(logits, task):
    if task == "regression":
        return logits
    if task == "binary":
        return (logits.reshape(len(logits)) > 0).astype(np.int64)
    if task == "multiclass":
        return logits.argmax(axis=1)
    if task == "multilabel":
        return np.eye(logits.shape[1], dtype=np.int64)[logits.argmax(axis=1)]
    raise ValueError(task)
