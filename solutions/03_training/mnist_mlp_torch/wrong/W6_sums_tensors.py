"""
title = { en = "Adds up loss tensors", ko = "손실 텐서를 그대로 더함" }
fails = ["test_two_epochs_of_training"]
hint = { en = "The loss that you return is a tensor with its graph. Adding up loss tensors keeps the graphs (and activations) of all batches \
alive, so memory grows with every batch, and a history of them with every epoch. A number for the record should be a number.", ko = "돌려주는 \
손실이 계산 그래프가 달린 텐서예요. 손실 텐서를 그대로 더하면 모든 배치의 그래프와 활성값이 메모리에 남아서, 배치마다 메모리가 늘고 기록에 담아 두면 \
에포크마다 또 늘어요. 기록할 값은 텐서가 아니라 수여야 해요." }
"""


def train_one_epoch(model, loader, optimizer, loss_fn, device):
    model.train()
    total, correct, count = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        logits = model(x)
        loss = loss_fn(logits, y)
        loss.backward()
        optimizer.step()
        total = total + loss * len(y)
        correct += (logits.argmax(dim=1) == y).sum().item()
        count += len(y)
    return {"loss": total / count, "acc": correct / count}
