"""
title = { en = "Dropout stays on in evaluation", ko = "평가할 때도 드롭아웃이 켜져 있음" }
fails = ["test_images_do_not_mix"]
hint = { en = "In evaluation mode two passes over the same images give different scores. nn.functional.dropout does \
not know the mode of your model: by default it always drops. Either tell it the mode, or use the form of dropout that \
follows train() and eval() by itself.", ko = "평가 모드에서 같은 이미지를 두 번 넣었는데 점수가 달라요. \
nn.functional.dropout은 모델의 모드를 몰라서 기본값 그대로 부르면 늘 값을 지워요. 모드를 알려 주거나, train()과 \
eval()을 스스로 따르는 형태의 드롭아웃을 쓰세요." }
"""


class SmallCNN(SmallCNN):
    def forward(self, x):
        return self.head(nn.functional.dropout(self.features(x).flatten(1), 0.3))
