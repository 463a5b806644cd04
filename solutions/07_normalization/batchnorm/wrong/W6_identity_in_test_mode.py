'''
title = { en = "Test mode does nothing", ko = "테스트 모드에서 아무것도 하지 않음" }
fails = ["test_test_mode_output", "test_single_sample_in_test_mode"]
hint = { en = "In test mode your function returns x as it came. Batch normalisation is not switched off for \
predictions: it still normalises, with the running statistics, and still applies gamma and beta. Only dropout \
becomes the identity.", ko = "테스트 모드에서 x를 그대로 돌려주고 있어요. 예측할 때 배치 정규화를 끄는 것이 \
아니에요. 이동 통계로 여전히 정규화하고 gamma와 beta도 적용해요. 항등 함수가 되는 것은 드롭아웃이에요." }
'''


def batchnorm_forward(x, gamma, beta, bn_param):
    mode, eps = bn_param["mode"], bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros(x.shape[1], dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(x.shape[1], dtype=x.dtype))
    if mode == "train":
        mean, var = x.mean(axis=0), x.var(axis=0)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * var
    elif mode == "test":
        return x.copy(), None
    else:
        raise ValueError(mode)
    inv_std = 1 / np.sqrt(var + eps)
    x_hat = (x - mean) * inv_std
    return gamma * x_hat + beta, (x_hat, gamma, inv_std)
