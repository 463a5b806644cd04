'''
title = { en = "Adadelta without its numerator", ko = "분자가 빠진 Adadelta" }
fails = ["test_adadelta_one_step", "test_adadelta_path"]
hint = { en = "This is RMSProp with a step of size one. A gradient divided by an RMS of gradients has no unit, but a change of the parameters needs theirs. Which quantity remembered from earlier steps has the unit of the parameters?", ko = "걸음 크기가 1인 RMSProp과 같아요. 기울기를 기울기의 RMS로 나누면 단위가 사라지지만, 파라미터의 변화량은 파라미터의 단위를 가져야 해요. 이전 걸음들에서 기억해 둔 값 가운데 파라미터의 단위를 가진 것은 무엇일까요?" }
'''


def adadelta(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1.0)
    config.setdefault("rho", 0.9)
    config.setdefault("epsilon", 1e-6)
    gradients = ema(config.get("Eg2", np.zeros_like(w)), dw**2, config["rho"])
    config["Eg2"] = gradients
    return w - config["learning_rate"] * dw / np.sqrt(gradients + config["epsilon"]), config
