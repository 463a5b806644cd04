"""Public checks of mnist_mlp_numpy: visible data. The hidden suite uses other data and asks more."""

import numpy as np

from grader.judge import case, data, expect, say, show

FILE = bytes([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 51, 102, 153, 204, 255])
PIXELS = np.array([[0, 51, 102], [153, 204, 255]], np.uint8)


@case("read_idx", "Two rows of three bytes", "세 바이트짜리 두 행")
def test_two_rows(student):
    expect.equal(student.read_idx(FILE), PIXELS, "read_idx")


@case("read_idx", "A file that is cut off", "잘린 파일")
def test_a_short_file(student):
    expect.raises(ValueError, lambda: student.read_idx(FILE[:-2]), "read_idx")


@case("preprocess", "Two images of 1 x 3", "1 x 3 이미지 두 장")
def test_two_images(student):
    seen = student.preprocess(PIXELS.reshape(2, 1, 3))
    expect.close(seen, np.array([[0.0, 0.2, 0.4], [0.6, 0.8, 1.0]]), "preprocess", rtol=1e-6)


@case("MLPClassifier", "Exclusive or", "배타적 논리합(XOR)")
def test_exclusive_or(student):
    X, y = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    model = student.MLPClassifier(hidden=16, lr=0.5, epochs=500, batch_size=4, seed=0)
    history = model.fit(X, y)
    show.curve(history["loss"], "history['loss']", over="epoch", first=1)
    expect.equal(np.asarray(model.predict(X)).tolist(), [0, 1, 1, 0], "predict")
    expect.close(model.score(X, 1 - y), 0.0, say("score with all labels wrong", "레이블이 모두 틀렸을 때의 score"))


@case("MLPClassifier", "500 drawn digits", "그려 낸 숫자 500개")
def test_drawn_digits(student):
    (images, y), (others, labels) = (data.digits(np.random.default_rng(seed), n) for seed, n in ((0, 500), (1, 200)))
    X, X_val = (pixels.reshape(len(pixels), -1) / 255.0 for pixels in (images, others))
    model = student.MLPClassifier(hidden=32, lr=0.15, epochs=8, batch_size=20, seed=0)
    history = model.fit(X, y, X_val, labels)
    show.curve(history["loss"], "history['loss']", over="epoch", first=1)
    expect.equal(
        [len(history["loss"]), len(history["val_accuracy"])],
        [8, 8],
        say("lengths of the lists in history", "history에 든 리스트의 길이"),
    )
    expect.between(
        model.score(X_val, labels), 0.9, 1.0, say("accuracy on validation digits >= 0.9", "검증용 숫자의 정확도 >= 0.9")
    )
