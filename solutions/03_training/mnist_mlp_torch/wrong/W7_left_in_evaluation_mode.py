"""
title = { en = "The model is left in evaluation mode", ko = "모델을 평가 모드인 채로 둠" }
fails = ["test_mode_is_restored", "test_record_of_epochs"]
hint = { en = "After the first evaluation the model stays in evaluation mode, and the next epochs train without dropout and with frozen batch statistics. No error tells you. The mode is part of the state of the model: whoever changes it restores it, and whoever needs one sets it.", ko = "첫 평가가 끝난 뒤에도 모델이 평가 모드에 머물러서, 다음 에포크부터는 드롭아웃 없이, 배치 통계도 멈춘 채로 학습해요. 오류는 나지 않아요. 모드는 모델의 상태예요. 바꾼 쪽은 되돌려 놓고, 필요한 쪽은 직접 정해야 해요." }
"""

_evaluate = evaluate


def evaluate(model, loader, loss_fn, device):
    seen = _evaluate(model, loader, loss_fn, device)
    model.eval()
    return seen


def train_one_epoch(model, loader, optimizer, loss_fn, device):
    total, correct, count = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        logits = model(x)
        loss = loss_fn(logits, y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        correct += (logits.argmax(dim=1) == y).sum().item()
        count += len(y)
    return {"loss": total / count, "acc": correct / count}


_fit = fit


def fit(model, train_loader, val_loader, optimizer, loss_fn, epochs, device):
    model.train()
    return _fit(model, train_loader, val_loader, optimizer, loss_fn, epochs, device)
