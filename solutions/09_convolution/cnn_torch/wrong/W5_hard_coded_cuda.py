"""
title = { en = "A hard-coded GPU", ko = "GPU를 코드에 박아 둠" }
fails = ["test_logits", "test_history_is_true"]
hint = { en = "Your code moves something to the GPU by itself, and there is none here. A model does not choose its device: \
whoever uses it calls .to(device), and train_cnn is told the device. New tensors inside forward can take x.device.", ko = \
"코드 안에서 무언가를 GPU로 옮기는데 여기에는 GPU가 없어요. 장치는 모델이 고르지 않아요. 모델을 쓰는 쪽이 \
.to(device)로 옮기고, train_cnn은 장치를 인자로 받아요. forward 안에서 새 텐서를 만들 때는 x.device를 쓰면 돼요." }
"""


class SmallCNN(SmallCNN):
    def forward(self, x):
        return super().forward(x.cuda())


def train_cnn(model, train, val, epochs, device, seed):
    model.cuda()
    return {}
