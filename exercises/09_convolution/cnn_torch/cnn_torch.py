"""A convolutional classifier in PyTorch: the network, its training loop, and the comparison with an MLP."""

from __future__ import annotations

import torch
from torch import nn


class SmallCNN(nn.Module):
    """A classifier of images of few parameters: blocks of convolution, batch normalisation, ReLU and max pooling.

    Args:
        in_channels: Channels of the images.
        num_classes: Scores per image.

    At most 60 000 parameters with the defaults. Works on the CPU, and wherever ``.to(device)`` moves it.
    Source: LeCun et al. 1998 (LeNet-5), with ReLU, max and adaptive pooling.
    """

    def __init__(self, in_channels: int = 1, num_classes: int = 10) -> None:
        """Create the layers."""
        super().__init__()
        raise NotImplementedError("SmallCNN.__init__")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits: one score per class, no softmax.

        Args:
            x: Images (N, in_channels, 28, 28); a bonus for any height and width of at least 16.

        Returns:
            Shape (N, num_classes).
        """
        raise NotImplementedError("SmallCNN.forward")


def train_cnn(
    model: nn.Module,
    train: tuple[torch.Tensor, torch.Tensor],
    val: tuple[torch.Tensor, torch.Tensor],
    epochs: int,
    device: str,
    seed: int,
) -> dict[str, list[float]]:
    """Train a classifier with mini-batches and cross-entropy, and watch it on validation data.

    Args:
        model: Module from images to logits, in any mode; it is trained in place.
        train, val: Images (N, C, H, W), float32, and labels (N,), int64.
        epochs: Passes over the training data.
        device: Where to compute, "cpu" or "cuda".
        seed: Same seed, same weights at the start: same history.

    Returns:
        "loss": mean training loss of each epoch; "val_accuracy": share of right answers on val, in evaluation mode,
        after each epoch. Lists of ``epochs`` floats.
    """
    raise NotImplementedError("train_cnn")


def compare(
    mlp: nn.Module,
    cnn: nn.Module,
    test: tuple[torch.Tensor, torch.Tensor],
    shifted_test: tuple[torch.Tensor, torch.Tensor],
) -> dict[str, float]:
    """Accuracies of two trained classifiers, in evaluation mode, on images as in training and on shifted ones.

    Args:
        mlp, cnn: Modules from images (N, C, H, W) to logits, in any mode.
        test, shifted_test: Images and labels.

    Returns:
        "mlp", "cnn", "mlp_shifted", "cnn_shifted": shares of right answers.
    """
    raise NotImplementedError("compare")
