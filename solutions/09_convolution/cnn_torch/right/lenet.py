"""LeNet's layers with activations by function, plain SGD with momentum, a DataLoader as in the PyTorch example."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset


class SmallCNN(nn.Module):
    def __init__(self, in_channels=1, num_classes=10):
        super(SmallCNN, self).__init__()
        self.conv1 = nn.Conv2d(in_channels, 10, kernel_size=5, padding=2, bias=False)
        self.bn1 = nn.BatchNorm2d(10)
        self.conv2 = nn.Conv2d(10, 20, kernel_size=3, padding=1)
        self.drop = nn.Dropout(0.1)
        self.fc = nn.Linear(20 * 9, num_classes)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 2)
        x = F.adaptive_max_pool2d(F.leaky_relu(self.conv2(x), 0.01), 3)
        x = x.view(x.size(0), -1)
        return self.fc(self.drop(x))


def evaluate(model, x, y):
    model.eval()
    correct = 0
    with torch.no_grad():
        for i in range(0, len(x), 64):
            correct += (model(x[i : i + 64]).argmax(dim=1) == y[i : i + 64]).sum().item()
    return correct / len(x)


def train_cnn(model, train, val, epochs, device, seed):
    torch.manual_seed(seed)
    model = model.to(device)
    order = torch.Generator().manual_seed(seed)
    loader = DataLoader(TensorDataset(*train), batch_size=16, shuffle=True, generator=order)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    losses, accuracies = [], []
    for _epoch in range(epochs):
        model.train()
        running = []
        for images, labels in loader:
            images, labels = images.to(device), labels.to(device)
            if len(images) < 2:
                continue
            loss = F.cross_entropy(model(images), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            running.append(loss.item())
        losses.append(sum(running) / len(running))
        accuracies.append(evaluate(model, val[0].to(device), val[1].to(device)))
    return {"loss": losses, "val_accuracy": accuracies}


def compare(mlp, cnn, test, shifted_test):
    found = {}
    for name, model in [("mlp", mlp), ("cnn", cnn)]:
        found[name] = evaluate(model, *test)
        found[name + "_shifted"] = evaluate(model, *shifted_test)
    return found
