"""Public checks of batchnorm_torch: small, visible, by hand. The hidden suite uses other data and asks more."""

import torch

from grader.judge import case, expect, say

X = torch.tensor([[1.0, 10.0], [2.0, 30.0], [3.0, 50.0]])
ROOT = 1.5**0.5  # both columns become (-1.2247, 0, 1.2247)
OUT = torch.tensor([[-ROOT, -ROOT], [0.0, 0.0], [ROOT, ROOT]])


@case("MyBatchNorm", "Three samples by hand, training mode", "손으로 계산한 세 표본, 학습 모드")
def test_three_samples_in_training(student):
    bn = student.MyBatchNorm(2, eps=0.0)
    expect.close(bn(X), OUT, say("output", "출력"), atol=1e-6)


@case("MyBatchNorm", "Buffers after one step: unbiased variances 1 and 400", "학습 한 번 뒤의 버퍼: 불편 분산 1과 400")
def test_buffers_after_one_step(student):
    bn = student.MyBatchNorm(2, eps=0.0)
    out = bn(X)
    expect.close(out, OUT, say("output", "출력"), atol=1e-6)
    expect.close(bn.running_mean, torch.tensor([0.2, 3.0]), "running_mean")  # 0.9 * 0 + 0.1 * (2, 30)
    expect.close(bn.running_var, torch.tensor([1.0, 40.9]), "running_var")  # 0.9 * 1 + 0.1 * (1, 400)
    expect.equal(bn.num_batches_tracked, torch.tensor(1), "num_batches_tracked")


@case("MyBatchNorm", "Evaluation mode, one sample", "평가 모드의 표본 하나")
def test_one_sample_in_evaluation(student):
    bn = student.MyBatchNorm(2, eps=0.0)
    bn.load_state_dict({"running_mean": torch.tensor([1.0, 10.0]), "running_var": torch.tensor([4.0, 25.0])}, False)
    bn.eval()
    # (3 - 1) / 2 and (20 - 10) / 5
    expect.close(
        bn(torch.tensor([[3.0, 20.0]])), torch.tensor([[1.0, 2.0]]), say("output (evaluation)", "출력 (평가 모드)")
    )


@case("MyBatchNorm", "Images: one mean and variance per channel", "이미지: 채널마다 평균과 분산 하나")
def test_channels_of_images(student):
    x = torch.arange(48.0).reshape(2, 3, 2, 4)
    out = student.MyBatchNorm(3)(x)
    expect.shape(out, (2, 3, 2, 4), say("output", "출력"))
    expect.close(out.mean(dim=(0, 2, 3)), torch.zeros(3), say("mean per channel", "채널마다 구한 평균"), atol=1e-5)
    expect.close(
        out.var(dim=(0, 2, 3), correction=0),
        torch.ones(3),
        say("variance per channel", "채널마다 구한 분산"),
        rtol=1e-3,
    )


@case("MyBatchNorm", "Gradients equal those of torch's module", "기울기가 torch 모듈과 같아요")
def test_gradients_like_torch(student):
    x = torch.tensor([[0.5, -1.0], [2.0, 0.3], [-0.7, 1.1], [0.1, 0.9]], requires_grad=True)
    upstream = torch.tensor([[1.0, 0.0], [0.5, -1.0], [0.0, 2.0], [-1.5, 0.3]])
    seen = student.vjp(student.MyBatchNorm(2), x, upstream=upstream)
    truth = torch.nn.BatchNorm1d(2)
    (goal,) = torch.autograd.grad((truth(x) * upstream).sum(), [x])
    expect.close(seen.out, truth(x).detach(), say("output", "출력"))
    expect.close(seen.args[0], goal, say("gradient of the input", "입력에 대한 기울기"), scale=1.0)
