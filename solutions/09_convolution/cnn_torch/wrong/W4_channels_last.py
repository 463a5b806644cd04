"""
title = { en = "Images taken as (N, H, W, C)", ko = "이미지를 (N, H, W, C)로 봄" }
fails = ["test_channels_first", "test_logits"]
hint = { en = "Your network takes images whose channels come last and refuses (N, C, H, W). numpy, matplotlib and \
TensorFlow usually put channels last; PyTorch's convolutions expect them right after the batch axis, and that is how \
the images arrive here. Look for a permute or transpose that is one too many.", ko = "채널이 마지막에 오는 이미지는 \
받고 (N, C, H, W)는 거절해요. numpy, matplotlib, TensorFlow에서는 보통 채널이 마지막이지만, PyTorch의 합성곱에서는 \
채널이 배치 축 바로 다음에 와야 해요. 여기서도 이미지가 그렇게 들어와요. 필요 없는 permute나 transpose가 있는지 \
찾아보세요." }
"""


class SmallCNN(SmallCNN):
    def forward(self, x):
        return super().forward(x.permute(0, 3, 1, 2))
