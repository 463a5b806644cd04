"""
title = { en = "No ReLU between the layers", ko = "층 사이에 ReLU가 없음" }
fails = ["test_net_scores", "test_net_training"]

[hint]
en = "Your net has no ReLU, neither after the convolution nor after the hidden layer. Without a nonlinearity, affine layers \
following each other are together only one affine layer. Which of the joined layers do you call?"
ko = "합성곱 뒤에도 은닉층 뒤에도 ReLU가 없어요. 비선형 함수가 없으면 이어진 완전연결층은 아무리 쌓아도 완전연결층 하나와 같아요. \
층을 이어 붙인 함수 가운데 어느 것을 부르고 있나요?"
"""


class ThreeLayerConvNet(ThreeLayerConvNet):
    def loss(self, X, y=None):
        params, grads = self.params, {}
        conv_param = {"stride": 1, "pad": (params["W1"].shape[2] - 1) // 2}
        pool_param = {"pool_height": 2, "pool_width": 2, "stride": 2}
        maps, first = conv_forward_fast(X, params["W1"], params["b1"], conv_param)
        pooled, pool = max_pool_forward_fast(maps, pool_param)
        hidden, second = affine_forward(pooled, params["W2"], params["b2"])
        scores, third = affine_forward(hidden, params["W3"], params["b3"])
        if y is None:
            return scores
        loss, dout = softmax_loss(scores, y)
        dout, grads["W3"], grads["b3"] = affine_backward(dout, third)
        dout, grads["W2"], grads["b2"] = affine_backward(dout, second)
        _, grads["W1"], grads["b1"] = conv_backward_fast(max_pool_backward_fast(dout, pool), first)
        return loss + _penalise(params, self.reg, grads), grads
