"""Right: one query at a time over the allowed keys only, the softmax Jacobian written out."""

from builtins import range

import numpy as np


def scaled_dot_product_attention(q, k, v, mask=None):
    lead, S, D = q.shape[:-2], q.shape[-2], q.shape[-1]
    T, Dv = v.shape[-2:]
    out = np.zeros(lead + (S, Dv), dtype=q.dtype)
    weights = np.zeros(lead + (S, T), dtype=q.dtype)
    if mask is None:
        mask = np.array(True)
    mask = np.broadcast_to(mask, lead + (S, T))
    for index in np.ndindex(*lead):
        for s in range(S):
            keys = np.flatnonzero(mask[index + (s,)])
            if len(keys) == 0:
                continue
            scores = np.array([np.dot(q[index + (s,)], k[index + (t,)]) for t in keys]) / D ** 0.5
            e = np.exp(scores - np.max(scores))
            weights[index + (s, keys)] = e / np.sum(e)
            for t in keys:
                out[index + (s,)] += weights[index + (s, t)] * v[index + (t,)]
    return out, weights, (q, k, v, weights)


def attention_backward(dout, cache):
    q, k, v, weights = cache
    dq, dk, dv = np.zeros_like(q), np.zeros_like(k), np.zeros_like(v)
    S, D = q.shape[-2:]
    for index in np.ndindex(*q.shape[:-2]):
        for s in range(S):
            w = weights[index + (s,)]
            g = dout[index + (s,)]
            jacobian = np.diag(w) - np.outer(w, w)
            dscore = jacobian @ (v[index] @ g) / D ** 0.5
            dq[index + (s,)] += dscore @ k[index]
            dk[index] += np.outer(dscore, q[index + (s,)])
            dv[index] += np.outer(w, g)
    return dq, dk, dv


def attention_cost(S, T, D):
    macs = 0
    macs += S * T * D  # q k^T
    macs += S * D * T  # weights v
    return {'scores': S * T, 'macs': macs}
