"""Column by column with Python's sorted lists; statistics kept as lists of pairs."""

import math

import numpy as np


def one_hot(y, num_classes=None):
    labels = [int(v) for v in y]
    k = num_classes if num_classes is not None else max(labels) + 1
    table = np.zeros((len(labels), k))
    for row, label in enumerate(labels):
        if label < 0 or label >= k:
            raise ValueError(label)
        table[row, label] = 1.0
    return table


def _quantile(values, q):
    ordered = sorted(values)
    place = q * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


class _Columns:
    pairs = None

    def fit(self, X):
        self.pairs = [self.measure([float(v) for v in X[:, d]]) for d in range(X.shape[1])]
        return self

    def transform(self, X):
        if self.pairs is None:
            raise RuntimeError("not fitted")
        out = np.zeros(X.shape)
        for d, (centre, width) in enumerate(self.pairs):
            for n in range(X.shape[0]):
                out[n, d] = self.forth((X[n, d] - centre) / width)
        return out

    def fit_transform(self, X):
        self.fit(X)
        return self.transform(X)

    def inverse_transform(self, Z):
        if self.pairs is None:
            raise RuntimeError("not fitted")
        columns = [self.back(Z[:, d]) * width + centre for d, (centre, width) in enumerate(self.pairs)]
        return np.stack(columns, axis=1)

    def forth(self, z):
        return z

    def back(self, z):
        return z


class MinMaxScaler(_Columns):
    def __init__(self, feature_range=(0, 1)):
        self.a, self.b = feature_range

    def measure(self, column):
        return min(column), (max(column) - min(column)) or 1.0

    def forth(self, z):
        return self.a + z * (self.b - self.a)

    def back(self, z):
        return (z - self.a) / (self.b - self.a)


class StandardScaler(_Columns):
    def measure(self, column):
        mean = math.fsum(column) / len(column)
        return mean, math.sqrt(math.fsum((v - mean) ** 2 for v in column) / len(column)) or 1.0


class RobustScaler(_Columns):
    def measure(self, column):
        return _quantile(column, 0.5), (_quantile(column, 0.75) - _quantile(column, 0.25)) or 1.0


def log1p_transform(x):
    if x.min() <= -1:
        raise ValueError("x > -1")
    return np.array([math.log1p(v) for v in x.ravel()]).reshape(x.shape)
