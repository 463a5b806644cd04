"""
title = { en = "The moved copy is dropped", ko = "옮긴 텐서를 버림" }
fails = ["test_device_of_training", "test_device_of_evaluation"]
hint = { en = "The batch stays where it was. A module moves in place, but Tensor.to returns a new tensor and leaves the old one alone; on the CPU nobody notices, on a GPU the first batch fails with two devices in one operation. What happens to what .to returns in your loop?", ko = "배치가 원래 자리에 그대로 있어요. 모듈의 .to는 모듈 자신을 옮기지만, Tensor.to는 새 텐서를 돌려주고 원래 텐서는 그대로 두거든요. CPU에서는 드러나지 않다가 GPU에서는 첫 배치부터 두 장치의 텐서가 섞였다는 오류가 나요. 반복문에서 .to가 돌려준 값은 어디로 가나요?" }
"""


class _Unmoved:
    def __init__(self, loader, device):
        self.loader, self.device = loader, device

    def __iter__(self):
        for x, y in self.loader:
            x.to(self.device), y.to(self.device)
            yield x, y


def train_one_epoch(model, loader, optimizer, loss_fn, device):
    model.train()
    total, correct, count = 0.0, 0, 0
    for x, y in _Unmoved(loader, device):
        optimizer.zero_grad()
        logits = model(x)
        loss = loss_fn(logits, y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        correct += (logits.argmax(dim=1) == y).sum().item()
        count += len(y)
    return {"loss": total / count, "acc": correct / count}


def evaluate(model, loader, loss_fn, device):
    before = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for x, y in _Unmoved(loader, device):
            logits = model(x)
            total += loss_fn(logits, y).item() * len(y)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train(before)
    return {"loss": total / count, "acc": correct / count}
