"""No given layer: the convolution as a matrix product, pooling before the ReLU (both orders agree), closures as caches."""

import numpy as np

_view = np.lib.stride_tricks.sliding_window_view


def _conv(x, w, b, conv_param):
    s, p = conv_param["stride"], conv_param["pad"]
    n, c, h, width = x.shape
    f, _, hh, ww = w.shape
    frame = np.zeros((n, c, h + 2 * p, width + 2 * p), x.dtype)
    frame[:, :, p : p + h, p : p + width] = x
    windows = _view(frame, (hh, ww), axis=(2, 3))[:, :, ::s, ::s]
    rows, columns = windows.shape[2:4]
    col = windows.transpose(0, 2, 3, 1, 4, 5).reshape(n * rows * columns, -1)
    out = (col @ w.reshape(f, -1).T + b).reshape(n, rows, columns, f).transpose(0, 3, 1, 2)

    def back(g):
        flat = g.transpose(0, 2, 3, 1).reshape(-1, f)
        dcol = (flat @ w.reshape(f, -1)).reshape(n, rows, columns, c, hh, ww)
        dframe = np.zeros(frame.shape, g.dtype)
        for i in range(rows):
            for j in range(columns):
                dframe[:, :, i * s : i * s + hh, j * s : j * s + ww] += dcol[:, i, j]
        return dframe[:, :, p : p + h, p : p + width], (flat.T @ col).reshape(w.shape), flat.sum(0)

    return out, back


def _rectify(x):
    return np.where(x > 0, x, 0), lambda g: np.where(x > 0, g, 0)


def _pool(x, pool_param):
    hh, ww, s = pool_param["pool_height"], pool_param["pool_width"], pool_param["stride"]
    windows = _view(x, (hh, ww), axis=(2, 3))[:, :, ::s, ::s]
    flat = windows.reshape(*windows.shape[:4], hh * ww)
    where = flat.argmax(-1)
    out = np.take_along_axis(flat, where[..., None], -1)[..., 0]

    def back(g):
        dx = np.zeros(x.shape, g.dtype)
        n, c, i, j = np.indices(where.shape)
        np.add.at(dx, (n, c, i * s + where // ww, j * s + where % ww), g)
        return dx

    return out, back


def _dense(x, w, b):
    rows = x.reshape(len(x), -1)
    return rows @ w + b, lambda g: ((g @ w.T).reshape(x.shape), rows.T @ g, g.sum(0))


def conv_relu_forward(x, w, b, conv_param):
    a, back_conv = _conv(x, w, b, conv_param)
    out, back_relu = _rectify(a)
    return out, lambda g: back_conv(back_relu(g))


def conv_relu_backward(dout, cache):
    return cache(dout)


def conv_relu_pool_forward(x, w, b, conv_param, pool_param):
    a, back_conv = _conv(x, w, b, conv_param)
    pooled, back_pool = _pool(a, pool_param)
    out, back_relu = _rectify(pooled)
    return out, lambda g: back_conv(back_pool(back_relu(g)))


def conv_relu_pool_backward(dout, cache):
    return cache(dout)


class ThreeLayerConvNet:
    def __init__(
        self, input_dim=(3, 32, 32), num_filters=32, filter_size=7, hidden_dim=100, num_classes=10,
        weight_scale=1e-3, reg=0.0, dtype=np.float32,
    ):  # fmt: skip
        self.reg = reg
        draw = np.random.default_rng(np.random.randint(2**31)).standard_normal
        ends = [num_filters, hidden_dim, num_classes]
        shapes = [
            (num_filters, input_dim[0], filter_size, filter_size),
            (num_filters * (input_dim[1] // 2) * (input_dim[2] // 2), hidden_dim),
            (hidden_dim, num_classes),
        ]
        self.params = {f"W{i}": (weight_scale * draw(shape)).astype(dtype) for i, shape in enumerate(shapes, 1)}
        self.params |= {f"b{i}": np.zeros(size, dtype) for i, size in enumerate(ends, 1)}

    def loss(self, X, y=None):
        p = self.params
        conv_param = {"stride": 1, "pad": p["W1"].shape[2] // 2}
        out, back1 = conv_relu_pool_forward(
            X, p["W1"], p["b1"], conv_param, {"pool_height": 2, "pool_width": 2, "stride": 2}
        )
        out, back2 = _dense(out, p["W2"], p["b2"])
        out, active = _rectify(out)
        scores, back3 = _dense(out, p["W3"], p["b3"])
        if y is None:
            return scores
        e = np.exp(scores - scores.max(1)[:, None])
        onehot = np.eye(scores.shape[1])[y]
        e /= e.sum(1)[:, None]
        loss = -np.log((e * onehot).sum(1)).mean()
        grads = {}
        g, grads["W3"], grads["b3"] = back3((e - onehot) / len(y))
        g, grads["W2"], grads["b2"] = back2(active(g))
        _, grads["W1"], grads["b1"] = back1(g)
        for key in ("W1", "W2", "W3"):
            loss = loss + self.reg / 2 * (p[key] ** 2).sum()
            grads[key] = grads[key] + self.reg * p[key]
        return loss, grads
