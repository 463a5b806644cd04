"""
title = { en = "Batch normalisation after the ReLU", ko = "ReLU 뒤에 배치 정규화" }
fails = ["test_normalised_training", "test_normalised_scores"]

[hint]
en = "Your hidden layers normalise what the ReLU returns. In this net the order is affine, batch normalisation, ReLU, \
dropout, as in the docstring of the class: the ReLU cuts what has been normalised."
ko = "은닉층에서 ReLU의 출력을 정규화하고 있어요. 이 신경망의 순서는 클래스의 독스트링에 적힌 대로 완전연결, 배치 정규화, \
ReLU, 드롭아웃이에요. 먼저 정규화한 값을 ReLU가 잘라 내요."
"""


class FullyConnectedNet(FullyConnectedNet):
    def _hidden_forward(self, i, x):
        bn = drop = None
        out, affine = affine_forward(x, self.params[f"W{i}"], self.params[f"b{i}"])
        out, relu = relu_forward(out)
        if self.normalization == "batchnorm":
            gamma, beta = self.params[f"gamma{i}"], self.params[f"beta{i}"]
            out, bn = batchnorm_forward(out, gamma, beta, self.bn_params[i - 1])
        if self.use_dropout:
            out, drop = dropout_forward(out, self.dropout_param)
        return out, (affine, bn, relu, drop)

    def _hidden_backward(self, i, dout, cache, grads):
        affine, bn, relu, drop = cache
        if self.use_dropout:
            dout = dropout_backward(dout, drop)
        if self.normalization == "batchnorm":
            dout, grads[f"gamma{i}"], grads[f"beta{i}"] = batchnorm_backward(dout, bn)
        dout, grads[f"W{i}"], grads[f"b{i}"] = affine_backward(relu_backward(dout, relu), affine)
        return dout
