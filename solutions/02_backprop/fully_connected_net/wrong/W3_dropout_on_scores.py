"""
title = { en = "Dropout after the last layer", ko = "마지막 층 뒤에도 드롭아웃을 씀" }
fails = ["test_dropout_before_the_last_layer"]

[hint]
en = "In training your scores themselves pass through dropout. The last affine layer stands alone: dropout belongs to the \
hidden layers, and the loss wants the raw scores. Check how far your loop over layers runs."
ko = "학습할 때 점수 자체가 드롭아웃을 지나고 있어요. 마지막 완전연결층 뒤에는 아무것도 없어요. 드롭아웃은 은닉층에서만 \
쓰고, 손실에는 점수를 그대로 넣어요. 층을 도는 반복문이 어디까지 가는지 확인해 보세요."
"""


class FullyConnectedNet(FullyConnectedNet):
    def loss(self, X, y=None):
        if y is None or not self.use_dropout:
            return super().loss(X, y)
        self._set_mode("train")
        out, caches, grads, last = X.astype(self.dtype), [], {}, self.num_layers
        for i in range(1, last):
            out, cache = self._hidden_forward(i, out)
            caches.append(cache)
        out, top = affine_forward(out, self.params[f"W{last}"], self.params[f"b{last}"])
        scores, mask = dropout_forward(out, self.dropout_param)
        loss, dout = softmax_loss(scores, y)
        dout, grads[f"W{last}"], grads[f"b{last}"] = affine_backward(dropout_backward(dout, mask), top)
        for i in range(last - 1, 0, -1):
            dout = self._hidden_backward(i, dout, caches[i - 1], grads)
        return loss + _penalise(self.params, self.reg, grads), grads
