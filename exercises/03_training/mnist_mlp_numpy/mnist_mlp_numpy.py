"""An image classifier from raw bytes to accuracy: IDX files, preprocessing, and a two-layer network in numpy."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def read_idx(raw: bytes) -> Array:
    """The array in an IDX file, the format of MNIST.

    Layout: two zero bytes; one byte for the type, 0x08 = uint8 or 0x0D = float32; one byte for the number of axes; the
    size of each axis as a 4-byte big-endian integer; then the elements, big-endian, last axis fastest.

    Args:
        raw: The whole (decompressed) file.

    Returns:
        uint8 or float32 array of the machine's own byte order, in the shape that the file states.

    Raises:
        ValueError: if the first two bytes are not zero, the type is another one, or the file is too short or too long.
    """
    raise NotImplementedError("read_idx")


def preprocess(images: Array) -> Array:
    """Images as rows of numbers: pixel / 255, flattened.

    Args:
        images: uint8, shape (N, ...); MNIST: (N, 28, 28).

    Returns:
        float64 in [0, 1], shape (N, D) with D the number of pixels of one image.
    """
    raise NotImplementedError("preprocess")


class MLPClassifier:
    """x -> affine -> ReLU -> affine -> softmax, trained by mini-batch gradient descent on the cross-entropy.

        h = max(0, X W1 + b1),    P = softmax(h W2 + b2),    L = -1/B sum_i log P[i, y_i] + reg / 2 (|W1|^2 + |W2|^2)

    Start of every ``fit``: He initialisation, W = standard_normal * sqrt(2 / fan_in), and biases 0. All randomness
    comes from one generator, made from ``seed`` at the start of ``fit``: first W1, then W2, then one permutation of the
    samples per epoch. The last, shorter mini-batch of an epoch is used.

    Args:
        hidden: Number of hidden units H.
        lr: Learning rate.
        epochs: Passes over the data; with 0, ``fit`` only initialises.
        batch_size: Samples per mini-batch.
        seed: Of ``numpy.random.default_rng``.
        reg: Strength of the L2 penalty on W1 and W2 (not on the biases).

    Attributes:
        params: After ``fit``: dict of ``W1`` (D, H), ``b1`` (H,), ``W2`` (H, K), ``b2`` (K,).

    Source: Rumelhart, Hinton & Williams 1986; He et al. 2015, equation 10.
    """

    def __init__(
        self,
        hidden: int = 64,
        lr: float = 0.1,
        epochs: int = 10,
        batch_size: int = 64,
        seed: int = 0,
        reg: float = 0.0,
    ) -> None:
        """Keep the settings; nothing is learned yet."""
        raise NotImplementedError("MLPClassifier.__init__")

    def fit(self, X: Array, y: Array, X_val: Array | None = None, y_val: Array | None = None) -> dict[str, list[float]]:
        """Train from scratch; a second ``fit`` forgets the first.

        Args:
            X: Shape (N, D).
            y: Whole numbers 0 ... K - 1, shape (N,); K is the largest label plus one.
            X_val: Validation samples, shape (M, D), or None.
            y_val: Validation labels, shape (M,), or None.

        Returns:
            ``loss``: after each epoch the mean cross-entropy on ALL training samples, without the penalty;
            ``val_accuracy``: after each epoch the accuracy on the validation samples, [] without them.
        """
        raise NotImplementedError("MLPClassifier.fit")

    def predict_proba(self, X: Array) -> Array:
        """Probabilities of the classes, shape (N, K). Raises ``RuntimeError`` before ``fit``."""
        raise NotImplementedError("MLPClassifier.predict_proba")

    def predict(self, X: Array) -> Array:
        """The most probable class of each sample, whole numbers (N,). Raises ``RuntimeError`` before ``fit``."""
        raise NotImplementedError("MLPClassifier.predict")

    def score(self, X: Array, y: Array) -> float:
        """Share of the samples whose predicted class is y, in [0, 1]. Raises ``RuntimeError`` before ``fit``."""
        raise NotImplementedError("MLPClassifier.score")
