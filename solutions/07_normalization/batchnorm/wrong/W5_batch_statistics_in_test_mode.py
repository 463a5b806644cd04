'''
title = { en = "Batch statistics in test mode", ko = "테스트 모드에서 배치 통계를 사용함" }
fails = ["test_test_mode_output", "test_single_sample_in_test_mode"]
hint = { en = "In test mode you normalise with the statistics of the batch at hand. Feed a single sample: its own \
mean is itself, so the output is beta, whatever the input was. Test mode has to use what training has gathered.", ko \
= "테스트 모드에서 지금 들어온 배치의 통계로 정규화하고 있어요. 표본을 하나만 넣어 보세요. 평균이 자기 자신이라 \
입력이 무엇이든 출력이 beta가 돼요. 테스트 모드는 학습하면서 모아 둔 값을 써야 해요." }
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
        mean, var = x.mean(axis=0), x.var(axis=0)
    else:
        raise ValueError(mode)
    inv_std = 1 / np.sqrt(var + eps)
    x_hat = (x - mean) * inv_std
    return gamma * x_hat + beta, (x_hat, gamma, inv_std)
