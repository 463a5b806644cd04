"""
title = { en = "W2 sized without the pooling", ko = "풀링을 빼고 W2의 크기를 정함" }
fails = ["test_net_starts", "test_net_defaults"]

[hint]
en = "Your W2 has a row for every pixel of the convolution's output. Between the convolution and the affine layer \
stands the pooling: follow the shape of one image through all layers, and count what reaches the affine layer."
ko = "W2의 행이 합성곱 출력의 픽셀 수만큼 있어요. 합성곱과 완전연결층 사이에는 풀링이 있어요. 이미지 한 장의 모양을 \
층마다 따라가면서 완전연결층에 숫자가 몇 개 도착하는지 세어 보세요."
"""


class ThreeLayerConvNet(ThreeLayerConvNet):
    def __init__(
        self,
        input_dim=(3, 32, 32),
        num_filters=32,
        filter_size=7,
        hidden_dim=100,
        num_classes=10,
        weight_scale=1e-3,
        reg=0.0,
        dtype=np.float32,
    ):
        c, h, w = input_dim
        unpooled = (c, 2 * h, 2 * w)
        super().__init__(unpooled, num_filters, filter_size, hidden_dim, num_classes, weight_scale, reg, dtype)
