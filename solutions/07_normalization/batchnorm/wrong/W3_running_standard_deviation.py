'''
title = { en = "Standard deviation stored as running_var", ko = "running_var에 표준편차를 저장함" }
fails = ["test_running_statistics", "test_running_statistics_continue"]
hint = { en = "The running average that you store under running_var is one of standard deviations. Test mode takes \
the root of running_var + eps, so it would take a root twice. Store what the name says.", ko = "running_var에 \
표준편차의 이동 평균을 저장하고 있어요. 테스트 모드는 running_var + eps의 제곱근을 취하니 제곱근을 두 번 취하게 \
돼요. 이름 그대로의 값을 저장하세요." }
'''


def batchnorm_forward(x, gamma, beta, bn_param):
    mode, eps = bn_param["mode"], bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros(x.shape[1], dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(x.shape[1], dtype=x.dtype))
    if mode == "train":
        mean, var = x.mean(axis=0), x.var(axis=0)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * np.sqrt(var)
    elif mode == "test":
        mean, var = running_mean, running_var
    else:
        raise ValueError(mode)
    inv_std = 1 / np.sqrt(var + eps)
    x_hat = (x - mean) * inv_std
    return gamma * x_hat + beta, (x_hat, gamma, inv_std)
