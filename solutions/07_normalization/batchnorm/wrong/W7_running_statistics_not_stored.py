'''
title = { en = "Running statistics are not written back", ko = "이동 통계를 다시 저장하지 않음" }
fails = ["test_running_statistics", "test_train_then_predict"]
hint = { en = "After a training call bn_param is as it was: the new averages are computed (or not) and then \
forgotten. The dict is the only memory between two calls, so the updated values have to be put into it.", ko = "학습 \
모드로 호출한 뒤에도 bn_param이 그대로예요. 새 평균을 계산했더라도 어디에도 남지 않아요. 두 호출 사이에 기억되는 \
것은 이 딕셔너리뿐이니, 갱신한 값을 그 안에 넣어야 해요." }
'''


def batchnorm_forward(x, gamma, beta, bn_param):
    mode, eps = bn_param["mode"], bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros(x.shape[1], dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(x.shape[1], dtype=x.dtype))
    if mode == "train":
        mean, var = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    elif mode == "test":
        mean, var = running_mean, running_var
    else:
        raise ValueError(mode)
    inv_std = 1 / np.sqrt(var + eps)
    x_hat = (x - mean) * inv_std
    return gamma * x_hat + beta, (x_hat, gamma, inv_std)
