"""
title = { en = "Evaluates in training mode", ko = "학습 모드로 평가함" }
fails = ["test_evaluation_of_uneven_batches"]
hint = { en = "While you evaluate, dropout still drops units and batch normalisation uses (and stores!) the statistics of the test batches; a batch of one sample even raises a ValueError. no_grad does not change that: it switches off the graph, not the behaviour of layers. That is another switch, on the model.", ko = "평가하는 동안에도 드롭아웃이 유닛을 끄고, 배치 정규화가 테스트 배치의 통계를 쓰고 저장까지 해요. 표본이 하나뿐인 배치에서는 ValueError가 나기도 해요. no_grad는 계산 그래프만 끄고 층의 동작은 바꾸지 않아요. 층의 동작을 바꾸는 스위치는 모델에 따로 있어요." }
"""


def evaluate(model, loader, loss_fn, device):
    total, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(y)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(y)
    return {"loss": total / count, "acc": correct / count}
