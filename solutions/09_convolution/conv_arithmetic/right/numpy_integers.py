"""numpy integers and arrays of two axes at once; the receptive field followed from the last layer back."""

import numpy as np


def both(v):
    return np.broadcast_to(np.asarray(v), (2,))


def conv_output_size(i, k, s=1, p=0, d=1):
    span = d * (k - 1) + 1
    if i + 2 * p < span:
        raise ValueError((i, k, p, d))
    return int(np.floor((i + 2 * p - span) / s)) + 1


def conv2d_output_shape(shape, cout, k, s=1, p=0):
    room = np.array(shape[1:]) + 2 * both(p) - both(k)
    if (room < 0).any():
        raise ValueError("kernel")
    size = room // both(s) + 1
    return cout, size[0], size[1]


def conv2d_params(cin, cout, k, bias=True, groups=1):
    if np.any(np.mod([cin, cout], groups)):
        raise ValueError("groups")
    per_filter = cin // groups * np.prod(both(k))
    return cout * (per_filter + (1 if bias else 0))


def fc_params(n_in, n_out, bias=True):
    return np.int64(n_out) * (n_in + int(bias))


def pool_params():
    return int(False)


def same_padding(k, d=1):
    double = d * (np.asarray(k) - 1)
    if (double % 2).any():
        raise ValueError("odd")
    half = double // 2
    return int(half) if half.ndim == 0 else tuple(half.tolist())


def receptive_field(layers):
    size = 1
    for k, s in reversed(layers):
        size = (size - 1) * s + k
    return size, int(np.prod([s for _, s in layers], dtype=int))


def conv2d_macs(shape, cout, k, s=1, p=0, groups=1):
    _, h, w = conv2d_output_shape(shape, cout, k, s, p)
    return h * w * conv2d_params(shape[0], cout, k, bias=False, groups=groups)


class _Model:
    def __init__(self, shape):
        self.shape = shape

    def conv(self, filters, kernel, stride=1, pad=0, bias=True):
        count = conv2d_params(self.shape[0], filters, kernel, bias)
        self.shape = conv2d_output_shape(self.shape, filters, kernel, stride, pad)
        return count

    def pool(self, kernel, stride=None, pad=0):
        stride = kernel if stride is None else stride
        self.shape = conv2d_output_shape(self.shape, self.shape[0], kernel, stride, pad)
        return pool_params()

    def relu(self):
        return 0

    def flatten(self):
        self.shape = (int(np.prod(self.shape)),)
        return 0

    def fc(self, units, bias=True):
        count = fc_params(self.shape[-1], units, bias)
        self.shape = (units,)
        return count


def model_summary(layers, input_shape):
    model, rows = _Model(input_shape), []
    for layer in layers:
        options = {key: value for key, value in layer.items() if key not in ("name", "type")}
        if layer["type"] not in ("conv", "pool", "relu", "flatten", "fc"):
            raise ValueError(layer["type"])
        params = getattr(model, layer["type"])(**options)
        rows.append({"name": layer["name"], "output_shape": model.shape, "params": params})
    return rows
