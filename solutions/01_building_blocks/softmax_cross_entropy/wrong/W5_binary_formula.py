'''
title = { en = "The formula for two outcomes used on one-hot rows", ko = "원-핫 행에 이진 공식을 씀" }
fails = ["test_entropy_one_hot", "test_entropy_soft", "test_loss_and_gradient"]
hint = { en = "The term (1 - t) log(1 - p) belongs to independent yes/no outputs. Classes that exclude each other share one distribution, which already sums to 1: pushing one probability up pushes the others down. Which part of your formula says the same thing a second time?", ko = "(1 - t) log(1 - p) 항은 서로 독립인 예/아니요 출력에 쓰는 항이에요. 서로 배타적인 클래스는 합이 1인 확률분포 하나를 나누어 가지므로, 한 확률이 커지면 나머지는 저절로 작아져요. 여러분의 식에서 이미 한 말을 한 번 더 하는 부분은 어디일까요?" }
'''


def cross_entropy(p, t, eps=1e-12):
    if np.shape(p) != np.shape(t):
        raise ValueError("shapes")
    p = np.clip(p, eps, 1 - eps)
    return -np.sum(t * np.log(p) + (1 - t) * np.log(1 - p)) / len(p)


def softmax_loss(x, y):
    p = softmax(x, 1)
    t = np.eye(x.shape[1])[y]
    return cross_entropy(p, t), (p - t) / x.shape[0]
