'''
title = { en = "Unbiased variance in running_var", ko = "running_var에 불편 분산을 저장함" }
fails = ["test_running_statistics", "test_running_statistics_continue"]
hint = { en = "Your output is right, but the variance that goes into running_var was multiplied by N / (N - 1). \
PyTorch and the paper do so; this interface keeps the variance that the batch was normalised with, divided by N.", \
ko = "출력은 맞지만 running_var에 들어가는 분산에 N / (N - 1)을 곱했어요. PyTorch와 논문은 그렇게 하지만, 이 \
인터페이스는 정규화에 쓴 분산, 곧 N으로 나눈 분산을 그대로 저장해요." }
'''


def batchnorm_forward(x, gamma, beta, bn_param):
    mode, eps = bn_param["mode"], bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros(x.shape[1], dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(x.shape[1], dtype=x.dtype))
    if mode == "train":
        mean, var = x.mean(axis=0), x.var(axis=0)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * var * len(x) / max(1, len(x) - 1)
    elif mode == "test":
        mean, var = running_mean, running_var
    else:
        raise ValueError(mode)
    inv_std = 1 / np.sqrt(var + eps)
    x_hat = (x - mean) * inv_std
    return gamma * x_hat + beta, (x_hat, gamma, inv_std)
