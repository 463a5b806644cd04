"""
title = { en = "Logits cut at one half", ko = "로짓을 0.5에서 자름" }
fails = ["test_decisions"]
hint = { en = "One half is the threshold for probabilities, and you apply it to logits. Samples whose probability is only a little above one half get a 0 instead of a 1. Which logit has the probability one half?", ko = "0.5는 확률의 기준값인데 로짓에 적용했어요. 그러면 확률이 0.5를 조금 넘는 표본이 1이 아니라 0이 돼요. 확률이 0.5가 되는 로짓은 얼마일까요?" }
"""


def predict(logits, task):
    if task == "regression":
        return logits
    if task == "binary":
        return (logits.reshape(len(logits)) > 0.5).astype(np.int64)
    if task == "multiclass":
        return logits.argmax(axis=1)
    if task == "multilabel":
        return (logits > 0.5).astype(np.int64)
    raise ValueError(task)
