"""Everything counted instead of computed by formula: windows, index sets, arrays of weights."""

import numpy as np


def two(v):
    return tuple(v) if isinstance(v, (tuple, list)) else (v, v)


def conv_output_size(i, k, s=1, p=0, d=1):
    line = np.arange(i + 2 * p)
    last = d * (k - 1)
    starts = [n for n in line[::s] if n + last in line]
    if not starts:
        raise ValueError("no position")
    return len(starts)


def conv2d_output_shape(shape, cout, k, s=1, p=0):
    (kh, kw), (sh, sw), (ph, pw) = two(k), two(s), two(p)
    _, h, w = shape
    return (cout, conv_output_size(h, kh, sh, ph), conv_output_size(w, kw, sw, pw))


def conv2d_params(cin, cout, k, bias=True, groups=1):
    if cin % groups != 0 or cout % groups != 0:
        raise ValueError("groups")
    weights = np.empty((cout, cin // groups, *two(k)), np.int8)
    biases = np.empty(cout if bias else 0, np.int8)
    return weights.size + biases.size


def fc_params(n_in, n_out, bias=True):
    return (n_in + 1) * n_out if bias else n_in * n_out


def pool_params():
    return 0


def same_padding(k, d=1):
    if isinstance(k, tuple):
        return tuple(same_padding(v, d) for v in k)
    for p in range(d * k):
        if conv_output_size(100 + d * k, k, 1, p, d) == 100 + d * k:
            return p
    raise ValueError("no padding keeps the size")


def receptive_field(layers):
    region, step = {0}, {0, 1}
    for k, s in layers[::-1]:
        region = {n * s + j for n in region for j in range(k)}
        step = {n * s for n in step}
    return max(region) - min(region) + 1, max(step)


def conv2d_macs(shape, cout, k, s=1, p=0, groups=1):
    out = conv2d_output_shape(shape, cout, k, s, p)
    per_number = shape[0] // groups * two(k)[0] * two(k)[1]
    return out[0] * out[1] * out[2] * per_number


def model_summary(layers, input_shape):
    shape, table = input_shape, []
    for layer in layers:
        count = 0
        match layer:
            case {"type": "conv", "filters": f, "kernel": k}:
                count = conv2d_params(shape[0], f, k, layer.get("bias", True))
                shape = conv2d_output_shape(shape, f, k, layer.get("stride", 1), layer.get("pad", 0))
            case {"type": "pool", "kernel": k}:
                shape = conv2d_output_shape(shape, shape[0], k, layer.get("stride", k), layer.get("pad", 0))
            case {"type": "flatten"}:
                shape = (int(np.prod(shape)),)
            case {"type": "fc", "units": m}:
                count, shape = fc_params(shape[0], m, layer.get("bias", True)), (m,)
            case {"type": "relu"}:
                pass
            case _:
                raise ValueError(layer)
        table.append(dict(name=layer["name"], output_shape=shape, params=count))
    return table
