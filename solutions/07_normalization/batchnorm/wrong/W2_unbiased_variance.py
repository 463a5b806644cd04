'''
title = { en = "Variance divided by N - 1", ko = "분산을 N - 1로 나눔" }
fails = ["test_training_output", "test_running_statistics"]
hint = { en = "Your variance divides by N - 1. Batch normalisation divides by N, both for normalising and, in this \
interface, for the running variance: after normalising, the mean square of every feature has to be 1, up to eps. \
Check which divisor your variance uses: NumPy and PyTorch have different defaults.", ko = "분산을 N - 1로 나눴어요. 배치 정규화는 \
정규화할 때에도, 이 인터페이스에서는 이동 분산에도 N으로 나눈 분산을 써요. 정규화한 뒤에는 특성마다 제곱의 평균이 (eps를 빼면) 1이 되어야 해요. 분산을 무엇으로 나누는지 확인해 보세요. \
NumPy와 PyTorch는 기본값이 서로 달라요." }
'''


def batchnorm_forward(x, gamma, beta, bn_param):
    mode, eps = bn_param["mode"], bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros(x.shape[1], dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(x.shape[1], dtype=x.dtype))
    if mode == "train":
        mean, var = x.mean(axis=0), x.var(axis=0, ddof=min(1, len(x) - 1))
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * var
    elif mode == "test":
        mean, var = running_mean, running_var
    else:
        raise ValueError(mode)
    inv_std = 1 / np.sqrt(var + eps)
    x_hat = (x - mean) * inv_std
    return gamma * x_hat + beta, (x_hat, gamma, inv_std)
