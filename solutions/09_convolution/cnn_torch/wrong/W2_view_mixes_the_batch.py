"""
title = { en = "Flattening mixes the images of a batch", ko = "펼칠 때 배치의 이미지가 섞임" }
fails = ["test_logits", "test_images_do_not_mix"]
hint = { en = "The number of rows, or a row itself, depends on the other images of the batch. view(-1, k) lets torch \
choose the size of the batch axis: if k is not the number of values of one image, it cuts images in pieces without \
complaint. Keep the first axis and flatten the others.", ko = "출력의 행 수나 행의 값이 배치의 다른 이미지에 따라 \
달라져요. view(-1, k)로 쓰면 torch가 배치 축의 크기를 정해요. 그래서 k가 이미지 한 장의 값 개수와 다르면 오류도 없이 \
이미지가 조각나요. 첫 번째 축은 그대로 두고 나머지 축만 펼치세요." }
"""


class SmallCNN(SmallCNN):
    def __init__(self, in_channels=1, num_classes=10):
        super().__init__(in_channels, num_classes)
        self.head = nn.Linear(8 * 4 * 4, num_classes)

    def forward(self, x):
        return self.head(self.features(x).view(-1, 8 * 4 * 4))
