'''
title = { en = "A copy is perturbed", ko = "복사본을 움직임" }
fails = ["test_scalar_gradient_closure", "test_course_gradient", "test_array_gradient_closure"]
hint = { en = "A copy of x is moved, and x itself stays where it is. A function that reads x from its surroundings, as the loss of a model reads the weights, never sees the step: its gradient comes out as zero. Change the array that you were given, in place.", ko = "x의 복사본만 움직이고 x 자신은 그대로예요. 모델의 손실이 가중치를 읽는 것처럼 바깥의 x를 직접 읽는 함수는 변화를 보지 못해서 기울기가 모두 0으로 나와요. 건네받은 배열 자체를 제자리에서 바꾸세요." }
'''


def _central(f, x, h, reduce):
    if not isinstance(x, np.ndarray) or not np.issubdtype(x.dtype, np.floating):
        raise TypeError("x must be a floating-point array")
    step = max(h, 1e-3) if x.dtype == np.float32 else h
    grad = np.zeros(x.shape, dtype=np.float64)
    for index in np.ndindex(x.shape):
        moved = x.copy()
        moved[index] = x[index] + step
        plus = np.array(f(moved), dtype=np.float64)
        moved[index] = x[index] - step
        minus = np.array(f(moved), dtype=np.float64)
        grad[index] = reduce(plus, minus) / (2 * step)
    return grad
