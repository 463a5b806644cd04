"""
title = { en = "Parameters in float64", ko = "파라미터가 float64임" }
fails = ["test_net_defaults"]

[hint]
en = "Your parameters are float64 although the net is to compute in float32, the default. np.random and np.zeros make \
float64: convert what you store to the dtype that the constructor was given."
ko = "신경망의 기본 자료형은 float32인데 파라미터가 float64예요. np.random과 np.zeros는 float64를 만들어요. 저장할 때 생성자가 받은 \
dtype으로 바꿔 주세요."
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
        super().__init__(input_dim, num_filters, filter_size, hidden_dim, num_classes, weight_scale, reg, np.float64)
