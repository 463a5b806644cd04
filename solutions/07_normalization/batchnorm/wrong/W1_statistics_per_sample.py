'''
title = { en = "Statistics per sample", ko = "표본마다 통계를 계산함" }
fails = ["test_training_output", "test_training_moments"]
hint = { en = "Mean and variance are taken over the features of each sample (axis 1). That is layer normalisation. \
Batch normalisation compares the samples of the batch with each other: one mean and one variance per feature. Which \
axis of the (N, D) input counts the samples?", ko = "표본마다 특성들의 평균과 분산을 구했어요(축 1). 그것은 층 \
정규화예요. 배치 정규화는 배치의 표본들을 서로 비교하니, 특성마다 평균 하나와 분산 하나가 필요해요. (N, D) 입력에서 \
표본을 세는 축은 어느 쪽일까요?" }
'''


def batchnorm_forward(x, gamma, beta, bn_param):
    mode, eps = bn_param["mode"], bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros(x.shape[1], dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(x.shape[1], dtype=x.dtype))
    if mode == "train":
        mean, var = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * var
    elif mode == "test":
        mean, var = running_mean, running_var
    else:
        raise ValueError(mode)
    inv_std = 1 / np.sqrt(var + eps)
    x_hat = (x - mean) * inv_std
    return gamma * x_hat + beta, (x_hat, gamma, inv_std)
