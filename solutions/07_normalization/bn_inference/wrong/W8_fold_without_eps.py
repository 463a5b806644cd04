"""
title = { en = "Folding without eps", ko = "합칠 때 eps를 빠뜨림" }
fails = ["test_folded_equals_both", "test_folded_geometry"]
hint = { en = "The folded convolution is nearly right, and worse the smaller the running variance is. The layer divides \
by sqrt(running_var + eps); compare that with the factor you multiply the weights by.", ko = "합친 합성곱이 거의 \
맞는데, 이동 분산이 작을수록 더 많이 어긋나요. 이 층은 sqrt(running_var + eps)로 나눠요. 가중치에 곱한 배율과 비교해 \
보세요." }
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
        scale = torch.rsqrt(bn.running_var)
        if bn.weight is not None:
            scale = scale * bn.weight
        shift = -bn.running_mean if conv.bias is None else conv.bias - bn.running_mean
        bare.weight.copy_(conv.weight * scale[:, None, None, None])
        bare.bias.copy_(shift * scale if bn.bias is None else shift * scale + bn.bias)
    return bare
