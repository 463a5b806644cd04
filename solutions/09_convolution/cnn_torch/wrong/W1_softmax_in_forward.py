"""
title = { en = "Softmax in the forward pass", ko = "순전파에 소프트맥스를 넣음" }
fails = ["test_logits"]
hint = { en = "The rows of your output sum to 1 (or their exponentials do): these are probabilities, not logits. \
cross_entropy applies log-softmax itself; a second softmax squeezes the scores into [0, 1], so that the loss cannot \
come near 0 and the gradients shrink. The network should return the scores of its last layer.", ko = "출력의 각 행을 \
더하면 1이 돼요(또는 지수를 취해 더하면 1이 돼요). 이것은 로짓이 아니라 확률이에요. cross_entropy 안에 이미 \
log-softmax가 들어 있어요. 소프트맥스를 한 번 더 하면 점수가 0과 1 사이에 갇혀서 손실이 0에 가까워지지 못하고 \
기울기도 작아져요. 신경망은 마지막 층의 점수를 돌려줘야 해요." }
"""


class SmallCNN(SmallCNN):
    def forward(self, x):
        return super().forward(x).softmax(1)
