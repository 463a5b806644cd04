"""
title = { en = "Pixels from 0 to 255", ko = "픽셀을 0~255 그대로 씀" }
fails = ["test_rows_of_pixels"]
hint = { en = "Your pixels still go up to 255. A sum over hundreds of such inputs makes huge logits and huge steps: softmax saturates, \
units die, and the accuracy stays near that of guessing. What range do the initial weights expect?", ko = "픽셀값이 아직 \
255까지 올라가요. 그런 입력을 수백 개 더하면 로짓도 걸음도 너무 커져서 소프트맥스가 포화되고, 유닛이 죽고, 정확도가 찍는 수준에 머물러요. 처음 \
정한 가중치는 입력이 어떤 범위일 때 알맞을까요?" }
"""


def preprocess(images):
    return images.reshape(len(images), int(np.prod(images.shape[1:]))).astype(float)
