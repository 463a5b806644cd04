'''
title = { en = "eps outside the root", ko = "eps를 제곱근 밖에서 더함" }
fails = ["test_training_output", "test_eps_with_tiny_variance"]
hint = { en = "You divide by sqrt(var) + eps. The definition adds eps to the variance, before the root. For ordinary \
variances the difference is a few millionths; for a tiny variance, the only place where eps matters, it is large, \
and the gradient at variance 0 would not be finite.", ko = "sqrt(var) + eps로 나누고 있어요. 정의에서는 제곱근을 \
취하기 전에 분산에 eps를 더해요. 분산이 보통 크기일 때는 백만분의 몇밖에 차이 나지 않지만, 정작 eps가 필요한 아주 작은 \
분산에서는 차이가 커지고 분산이 0일 때 기울기가 유한하지 않게 돼요." }
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
        mean, var = running_mean, running_var
    else:
        raise ValueError(mode)
    inv_std = 1 / (np.sqrt(var) + eps)
    x_hat = (x - mean) * inv_std
    return gamma * x_hat + beta, (x_hat, gamma, inv_std)
