"""
title = { en = "Batch normalisation after the last layer", ko = "마지막 층 뒤에도 배치 정규화를 씀" }
fails = ["test_deep_start", "test_normalised_training"]

[hint]
en = "Your scores themselves are normalised. The last affine layer stands alone: with L layers there are L - 1 batch \
normalisations, and no gamma or beta of the last layer. The loss wants the raw scores."
ko = "점수 자체를 정규화하고 있어요. 마지막 완전연결층 뒤에는 아무것도 없어요. 층이 L개면 배치 정규화는 L - 1개이고, 마지막 \
층의 gamma와 beta는 없어요. 손실에는 점수를 그대로 넣어요."
"""


class FullyConnectedNet(FullyConnectedNet):
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, *args, **kwargs):
        super().__init__(hidden_dims, input_dim, num_classes, *args, **kwargs)
        if self.normalization == "batchnorm":
            self.params[f"gamma{self.num_layers}"] = np.ones(num_classes, self.dtype)
            self.params[f"beta{self.num_layers}"] = np.zeros(num_classes, self.dtype)
            self.bn_params.append({})

    def loss(self, X, y=None):
        if self.normalization != "batchnorm":
            return super().loss(X, y)
        self._set_mode("test" if y is None else "train")
        out, caches, grads, last = X.astype(self.dtype), [], {}, self.num_layers
        for i in range(1, last):
            out, cache = self._hidden_forward(i, out)
            caches.append(cache)
        out, top = affine_forward(out, self.params[f"W{last}"], self.params[f"b{last}"])
        gamma = self.params.get(f"gamma{last}", np.ones(out.shape[1]))
        beta = self.params.get(f"beta{last}", np.zeros(out.shape[1]))
        scores, bn = batchnorm_forward(out, gamma, beta, self.bn_params[-1])
        if y is None:
            return scores
        loss, dout = softmax_loss(scores, y)
        dout, grads[f"gamma{last}"], grads[f"beta{last}"] = batchnorm_backward(dout, bn)
        dout, grads[f"W{last}"], grads[f"b{last}"] = affine_backward(dout, top)
        for i in range(last - 1, 0, -1):
            dout = self._hidden_backward(i, dout, caches[i - 1], grads)
        return loss + _penalise(self.params, self.reg, grads), grads
