"""
title = { en = "Mean of the batch means", ko = "배치 평균들의 평균" }
fails = ["test_two_epochs_of_training", "test_evaluation_of_uneven_batches"]
hint = { en = "Your metrics are means over batches. The last batch is shorter, so each of its samples weighs more than the others: with 11 samples in batches of 4, 4 and 3 by a third. Every sample should count the same: what do you have to know about a batch besides its mean?", ko = "배치마다 낸 평균을 다시 평균했어요. 마지막 배치는 짧아서 그 안의 표본 하나하나가 다른 표본보다 크게 반영돼요. 표본 11개를 4개, 4개, 3개로 나누면 3분의 1만큼 더 크게 반영돼요. 모든 표본을 똑같이 세려면 배치의 평균 말고 무엇을 더 알아야 할까요?" }
"""


def _metrics(batches):
    losses, accuracies = zip(*batches, strict=True)
    return {"loss": sum(losses) / len(losses), "acc": sum(accuracies) / len(accuracies)}


def train_one_epoch(model, loader, optimizer, loss_fn, device):
    model.train()
    seen = []
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        logits = model(x)
        loss = loss_fn(logits, y)
        loss.backward()
        optimizer.step()
        seen.append((loss.item(), (logits.argmax(dim=1) == y).double().mean().item()))
    return _metrics(seen)


def evaluate(model, loader, loss_fn, device):
    before = model.training
    model.eval()
    seen = []
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            seen.append((loss_fn(logits, y).item(), (logits.argmax(dim=1) == y).double().mean().item()))
    model.train(before)
    return _metrics(seen)
