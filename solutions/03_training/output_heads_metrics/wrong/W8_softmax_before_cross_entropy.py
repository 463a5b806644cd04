"""
title = { en = "Softmax in front of a loss that contains it", ko = "소프트맥스가 들어 있는 손실 앞에 또 소프트맥스" }
fails = ["test_cross_entropy"]
hint = { en = "The loss of PyTorch applies log-softmax itself, and you hand it probabilities. With three classes even a sure and right answer then costs 0.55 instead of almost nothing, and gradients shrink. What does the documentation call its input?", ko = "PyTorch의 이 손실은 로그 소프트맥스를 직접 계산하는데, 여기에 확률을 넘겼어요. 그러면 클래스가 셋일 때 확실하게 맞힌 답도 0에 가까운 값이 아니라 0.55가 되고 기울기도 줄어들어요. 문서는 입력을 무엇이라고 부르나요?" }
"""


def multiclass_loss(logits, y):
    return torch.nn.functional.cross_entropy(torch.softmax(logits, dim=1), y)
