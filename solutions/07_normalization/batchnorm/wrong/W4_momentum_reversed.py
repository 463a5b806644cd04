'''
title = { en = "Momentum reversed", ko = "모멘텀의 의미가 뒤바뀜" }
fails = ["test_running_statistics", "test_running_statistics_continue"]
hint = { en = "Your running statistics jump to the newest batch: momentum weighs the new value. That is PyTorch's \
meaning of the word, with 0.1 as its default. Here momentum = 0.9 is the share of the OLD value that is kept.", ko = \
"이동 통계가 가장 최근 배치 쪽으로 크게 움직여요. 모멘텀을 새 값의 가중치로 썼기 때문이에요. 그것은 기본값이 0.1인 \
PyTorch의 정의예요. 여기서 momentum = 0.9는 이전 값을 남기는 비율이에요." }
'''


def batchnorm_forward(x, gamma, beta, bn_param):
    mode, eps = bn_param["mode"], bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros(x.shape[1], dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(x.shape[1], dtype=x.dtype))
    if mode == "train":
        mean, var = x.mean(axis=0), x.var(axis=0)
        bn_param["running_mean"] = (1 - momentum) * running_mean + momentum * mean
        bn_param["running_var"] = (1 - momentum) * running_var + momentum * var
    elif mode == "test":
        mean, var = running_mean, running_var
    else:
        raise ValueError(mode)
    inv_std = 1 / np.sqrt(var + eps)
    x_hat = (x - mean) * inv_std
    return gamma * x_hat + beta, (x_hat, gamma, inv_std)
