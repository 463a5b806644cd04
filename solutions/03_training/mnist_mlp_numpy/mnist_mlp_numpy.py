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
    # <solution>
    types = {0x08: np.dtype("u1"), 0x0D: np.dtype(">f4")}
    if len(raw) < 4 or raw[0] or raw[1] or raw[2] not in types:
        raise ValueError("not an IDX file of uint8 or float32")
    dtype, start = types[raw[2]], 4 + 4 * raw[3]
    shape = tuple(int(size) for size in np.frombuffer(raw[4:start], ">u4"))
    if len(raw) - start != int(np.prod(shape, dtype=np.int64)) * dtype.itemsize:
        raise ValueError("the data are not of the size that the header states")
    data = np.frombuffer(raw[start:], dtype).reshape(shape)
    return data.astype(dtype.newbyteorder("="))
    # </solution>


def preprocess(images: Array) -> Array:
    """Images as rows of numbers: pixel / 255, flattened.

    Args:
        images: uint8, shape (N, ...); MNIST: (N, 28, 28).

    Returns:
        float64 in [0, 1], shape (N, D) with D the number of pixels of one image.
    """
    # <solution>
    return images.reshape(len(images), int(np.prod(images.shape[1:]))) / 255.0
    # </solution>


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
        # <solution>
        self.hidden, self.lr, self.epochs = hidden, lr, epochs
        self.batch_size, self.seed, self.reg = batch_size, seed, reg
        self.params: dict[str, Array] | None = None
        # </solution>

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
        # <solution>
        rng = np.random.default_rng(self.seed)
        classes = int(y.max()) + 1
        self.params = self._initial(rng, X.shape[1], classes)
        targets = np.eye(classes)[y]
        history: dict[str, list[float]] = {"loss": [], "val_accuracy": []}
        for _ in range(self.epochs):
            order = rng.permutation(len(X))
            for start in range(0, len(X), self.batch_size):
                rows = order[start : start + self.batch_size]
                self._update(X[rows], targets[rows])
            history["loss"].append(self._loss(X, y))
            if X_val is not None and y_val is not None:
                history["val_accuracy"].append(self.score(X_val, y_val))
        return history
        # </solution>

    def predict_proba(self, X: Array) -> Array:
        """Probabilities of the classes, shape (N, K). Raises ``RuntimeError`` before ``fit``."""
        # <solution>
        if self.params is None:
            raise RuntimeError("fit the classifier first")
        return np.exp(self._forward(X)[1])
        # </solution>

    def predict(self, X: Array) -> Array:
        """The most probable class of each sample, whole numbers (N,). Raises ``RuntimeError`` before ``fit``."""
        # <solution>
        return self.predict_proba(X).argmax(axis=1)
        # </solution>

    def score(self, X: Array, y: Array) -> float:
        """Share of the samples whose predicted class is y, in [0, 1]. Raises ``RuntimeError`` before ``fit``."""
        # <solution>
        return float(np.mean(self.predict(X) == y))
        # </solution>

    # <solution>
    def _initial(self, rng: np.random.Generator, inputs: int, classes: int) -> dict[str, Array]:
        """He initialisation."""
        return {
            "W1": rng.standard_normal((inputs, self.hidden)) * np.sqrt(2 / inputs),
            "b1": np.zeros(self.hidden),
            "W2": rng.standard_normal((self.hidden, classes)) * np.sqrt(2 / self.hidden),
            "b2": np.zeros(classes),
        }

    def _forward(self, X: Array) -> tuple[Array, Array]:
        """Hidden units and logarithms of the probabilities; without the largest logit exp cannot overflow."""
        p = self.params
        hidden = np.maximum(0, X @ p["W1"] + p["b1"])
        logits = hidden @ p["W2"] + p["b2"]
        logits = logits - logits.max(axis=1, keepdims=True)
        return hidden, logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))

    def _loss(self, X: Array, y: Array) -> float:
        """Mean cross-entropy."""
        return float(-self._forward(X)[1][np.arange(len(y)), y].mean())

    def _update(self, X: Array, targets: Array) -> None:
        """One step of gradient descent on one mini-batch."""
        p = self.params
        hidden, log_probabilities = self._forward(X)
        d_logits = (np.exp(log_probabilities) - targets) / len(X)
        d_hidden = (d_logits @ p["W2"].T) * (hidden > 0)
        gradients = {
            "W1": X.T @ d_hidden + self.reg * p["W1"],
            "b1": d_hidden.sum(axis=0),
            "W2": hidden.T @ d_logits + self.reg * p["W2"],
            "b2": d_logits.sum(axis=0),
        }
        for name, gradient in gradients.items():
            p[name] = p[name] - self.lr * gradient

    # </solution>
