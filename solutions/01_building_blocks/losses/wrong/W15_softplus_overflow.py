"""
title = { en = "exp of a large logit", ko = "큰 로짓의 exp" }
fails = ["test_logits_extreme"]
hint = { en = "log(1 + exp(z)) is right as mathematics, but exp overflows for logits above 709 and the loss becomes infinite, although the true value is close to z itself. Pull the larger of 0 and z out of the logarithm, so that no exponent is positive.", ko = "log(1 + exp(z))는 수학으로는 맞지만, 로짓이 709를 넘으면 exp가 오버플로를 일으켜 손실이 무한대가 돼요. 참값은 z와 거의 같은데도요. 0과 z 가운데 큰 쪽을 로그 밖으로 꺼내서 지수가 양수가 되지 않게 해 보세요." }
"""


def bce_with_logits(z, y):
    _same_shape(z, y)
    return float(np.mean(np.log(1 + np.exp(z)) - z * y)), (_sigmoid(z) - y) / z.size
