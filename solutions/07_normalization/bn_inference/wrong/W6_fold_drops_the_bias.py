"""
title = { en = "Folding forgets the convolution's bias", ko = "합칠 때 합성곱의 편향을 빠뜨림" }
fails = ["test_folded_equals_both"]
hint = { en = "The folded convolution is right where the old one had no bias, and shifted where it had one. Batch \
normalisation sees w*x + b and subtracts the mean from all of it; write y = gamma * (w*x + b - mean) / std + beta and \
collect everything that does not contain x.", ko = "원래 합성곱에 편향이 없으면 맞는데, 있으면 채널마다 일정한 값만큼 \
어긋나요. 배치 정규화는 w*x + b 전체에서 평균을 빼요. y = γ(w*x + b − 평균)/표준편차 + β를 적고 x가 들어 있지 않은 \
항을 모두 모아 보세요." }
"""


def fold_conv_bn(conv, bn):
    bare = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        True,
        conv.padding_mode,
    ).to(conv.weight.dtype)
    with torch.no_grad():
        scale = torch.rsqrt(bn.running_var + bn.eps)
        if bn.weight is not None:
            scale = scale * bn.weight
        bare.weight.copy_(conv.weight * scale[:, None, None, None])
        shift = -bn.running_mean * scale
        bare.bias.copy_(shift if bn.bias is None else shift + bn.bias)
    return bare
