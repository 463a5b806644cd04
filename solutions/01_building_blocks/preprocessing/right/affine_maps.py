"""Every scaler is a pair (a, b) of z = a x + b; one-hot by scattering; fit returns nothing."""

import numpy as np


def one_hot(y, num_classes=None):
    y = np.array(y, dtype=np.int64)
    if num_classes is None:
        num_classes = y.max() + 1
    if y.size and (y.min() < 0 or y.max() >= num_classes):
        raise ValueError(f"labels {y.min()} ... {y.max()}, {num_classes} classes")
    return np.eye(num_classes)[y]


class Affine:
    def transform(self, X):
        try:
            return X * self.a + self.b
        except AttributeError:
            raise RuntimeError("fit first") from None

    def fit_transform(self, X):
        self.fit(X)
        return self.transform(X)

    def inverse_transform(self, Z):
        if "a" not in vars(self):
            raise RuntimeError("fit first")
        return (Z - self.b) / self.a

    def learn(self, centre, width, low=0.0, size=1.0):
        width = np.asarray(width, float).copy()
        width[width == 0] = 1
        self.a = size / width
        self.b = low - self.a * centre


class MinMaxScaler(Affine):
    def __init__(self, feature_range=(0, 1)):
        self.low, self.size = feature_range[0], feature_range[1] - feature_range[0]

    def fit(self, X):
        self.learn(X.min(axis=0), np.ptp(X, axis=0), self.low, self.size)


class StandardScaler(Affine):
    def fit(self, X):
        centre = X.sum(axis=0) / X.shape[0]
        self.learn(centre, np.sqrt(np.mean(np.square(X - centre), axis=0)))


class RobustScaler(Affine):
    def fit(self, X):
        q = np.percentile(X, [25, 75], axis=0)
        self.learn(np.median(X, axis=0), q[1] - q[0])


def log1p_transform(x):
    if not (np.asarray(x) > -1).all():
        raise ValueError("x must exceed -1")
    return np.log1p(x)
