"""Public checks of bn_inference: small, visible, by hand. The hidden suite uses other models and asks more."""

import torch

from grader.judge import case, expect, say

X = torch.tensor([[3.0, 20.0], [5.0, 0.0]])
STATE = {
    "0.weight": torch.tensor([2.0, 1.0]),
    "0.bias": torch.tensor([0.0, 10.0]),
    "0.running_mean": torch.tensor([1.0, 10.0]),
    "0.running_var": torch.tensor([4.0, 25.0]),
    "0.num_batches_tracked": torch.tensor(3),
}


def one_layer(student):
    """Sequential(BatchNorm1d(2)) with a vanishing eps and the numbers above, in training mode."""
    model = student.library("torch.nn.Sequential", student.library("torch.nn.BatchNorm1d", 2, eps=1e-12))
    model.load_state_dict(STATE)
    return model


@case("train_step", "One step by hand, from evaluation mode", "손으로 계산한 학습 한 단계, 평가 모드에서 시작")
def test_step_by_hand(student):
    model = student.library("torch.nn.Sequential", student.library("torch.nn.BatchNorm1d", 1, eps=1e-12))
    model.eval()
    optimizer = student.construct("torch.optim.SGD", model.parameters(), lr=0.5)
    x, y = torch.tensor([[1.0], [3.0]]), torch.tensor([[-1.0], [3.0]])
    loss = student.train_step(model, x, y, student.library("torch.nn.MSELoss"), optimizer)
    state = student.library("builtins.dict", model.state_dict())
    expect.close(loss, 2.0, say("loss", "손실"))  # outputs -1 and 1, so errors 0 and -2
    expect.close(state["0.weight"], torch.tensor([2.0]), "weight")  # gradient (-2) * 1 = -2
    expect.close(state["0.bias"], torch.tensor([1.0]), "bias")
    expect.close(state["0.running_mean"], torch.tensor([0.2]), "running_mean")
    expect.close(state["0.running_var"], torch.tensor([1.1]), "running_var")  # 0.9 * 1 + 0.1 * 2


@case("predict", "By hand, with running statistics", "이동 통계를 써서 손으로 계산한 예측")
def test_prediction_by_hand(student):
    model = one_layer(student)
    # 2 * (3 - 1) / 2 + 0 = 2,  (20 - 10) / 5 + 10 = 12;  2 * (5 - 1) / 2 = 4,  (0 - 10) / 5 + 10 = 8
    expect.close(student.predict(model, X), torch.tensor([[2.0, 12.0], [4.0, 8.0]]), "predict(model, x)")
    expect.close(student.predict(model, X[:1]), torch.tensor([[2.0, 12.0]]), "predict(model, x[:1])")
    expect.holds(
        model.training is True, say("model.training is True after predict", "predict 뒤의 model.training은 True예요")
    )


@case("export_state", "Five names", "이름 다섯 개")
def test_names_of_the_state(student):
    state = student.export_state(one_layer(student))
    expect.equal(sorted(state), sorted(STATE), say("names in the state", "state에 있는 이름"))
    expect.close(dict(state), STATE, "state")


@case("load_for_inference", "Loaded and in evaluation mode", "불러온 뒤 평가 모드", needs=("export_state",))
def test_loaded_model(student):
    fresh = student.library("torch.nn.Sequential", student.library("torch.nn.BatchNorm1d", 2, eps=1e-12))
    loaded = student.load_for_inference(fresh, student.export_state(one_layer(student)))
    expect.close(
        loaded(X).detach(),
        torch.tensor([[2.0, 12.0], [4.0, 8.0]]),
        say("output of the loaded model", "불러온 모델의 출력"),
    )


@case("recalibrate_bn", "Averages of two batches", "배치 두 개의 평균")
def test_two_batches(student):
    batches = [torch.tensor([[0.0, 1.0], [2.0, 3.0]]), torch.tensor([[4.0, 1.0], [8.0, 1.0]])]
    state = student.library("builtins.dict", student.recalibrate_bn(one_layer(student), batches).state_dict())
    expect.close(state["0.running_mean"], torch.tensor([3.5, 1.5]), "running_mean")  # (1 + 6) / 2, (2 + 1) / 2
    expect.close(state["0.running_var"], torch.tensor([5.0, 1.0]), "running_var")  # (2 + 8) / 2, (2 + 0) / 2


@case("fold_conv_bn", "A 1x1 convolution by hand", "손으로 계산한 1×1 합성곱")
def test_fold_by_hand(student):
    conv = student.library("torch.nn.Conv2d", 1, 1, 1)
    conv.load_state_dict({"weight": torch.full((1, 1, 1, 1), 3.0), "bias": torch.tensor([5.0])})
    bn = student.library("torch.nn.BatchNorm2d", 1, eps=1.0)
    numbers = {"weight": [4.0], "bias": [7.0], "running_mean": [2.0], "running_var": [3.0]}
    bn.load_state_dict({name: torch.tensor(value) for name, value in numbers.items()}, False)
    folded = student.fold_conv_bn(conv, bn)
    expect.close(folded.weight.detach(), torch.full((1, 1, 1, 1), 6.0), "weight")  # 4 / sqrt(3 + 1) = 2
    expect.close(folded.bias.detach(), torch.tensor([13.0]), "bias")  # 7 + 2 * (5 - 2)


@case("explain_eval", "Three statements, each True or False", "참 또는 거짓인 세 문장")
def test_kinds_of_facts(student):
    facts = student.explain_eval()
    names = ["batch_size_matters", "bn_is_applied", "eval_stops_autograd"]
    expect.equal(sorted(facts), names, say("names of the facts", "사실의 이름"))
    expect.holds(
        all(type(value) is bool for value in facts.values()),
        say("every fact is True or False", "사실마다 값이 True 또는 False예요"),
    )
