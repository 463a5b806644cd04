"""
title = { en = "No activation between convolutions", ko = "합성곱 사이에 활성화 함수가 없음" }
fails = ["test_activations"]
hint = { en = "One convolution follows the other with nothing non-linear in between. Two convolutions in a row are one \
convolution with a larger kernel, however many parameters they have; batch norm changes nothing about that, pooling little. \
What do the blocks of the statement consist of?", ko = "합성곱과 합성곱 사이에 비선형 함수가 없어요. 합성곱을 잇달아 두 번 \
하면 파라미터가 아무리 많아도 커널이 더 큰 합성곱 하나와 같아요. 배치 정규화를 넣어도 그대로고, 풀링만으로는 부족해요. \
설명에 나온 블록이 무엇으로 이루어지는지 다시 보세요." }
"""


class SmallCNN(SmallCNN):
    def __init__(self, in_channels=1, num_classes=10):
        super().__init__(in_channels, num_classes)
        self.features = nn.Sequential(*(layer for layer in self.features if not isinstance(layer, nn.ReLU)))
