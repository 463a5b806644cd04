"""
title = { en = "Watches the training loss", ko = "훈련 손실을 보고 멈춤" }
fails = ["test_validation_decides"]
hint = { en = "You stop by the training loss. It keeps falling while the model learns the training data by heart, so it hardly \
ever says stop, and its lowest point is not where the model generalises best. Only data that were not trained on can tell.", ko \
= "훈련 손실을 보고 멈추고 있어요. 훈련 손실은 모델이 훈련 데이터를 외우는 동안에도 계속 줄어들어서 멈추라는 신호를 거의 주지 않고, 가장 \
낮은 곳에서 일반화가 가장 잘되는 것도 아니에요. 학습에 쓰지 않은 데이터만이 알려 줄 수 있어요." }
"""


def early_stop(train_losses, val_losses, patience, min_delta=0.0):
    stopper = EarlyStopping(patience, min_delta)
    run = 0
    for value in train_losses:
        run += 1
        if stopper.step(value, {}):
            break
    return stopper.best_epoch, run
