'''
title = { en = "Flat index into an array of several axes", ko = "여러 축의 배열에 1차원 번호를 씀" }
fails = ["test_scalar_gradient", "test_array_gradient", "test_check_finds_entry"]
hint = { en = "x[idx] with one number is an entry only when x has one axis. With more axes it is a whole row, and a view of it: several entries move at once, the value saved before the step moves along, and past the last row you get an IndexError. An entry needs one number per axis. How can numpy run through all such indices?", ko = "번호 하나로 쓴 x[idx]는 x가 1차원일 때만 원소 하나를 가리켜요. 축이 더 많으면 행 전체, 그것도 행의 뷰예요. 그래서 여러 원소가 한꺼번에 움직이고, 미리 저장해 둔 값까지 함께 바뀌고, 마지막 행을 넘어가면 IndexError가 나요. 원소 하나를 가리키려면 축마다 번호가 하나씩 있어야 해요. numpy에서 그런 인덱스를 모두 도는 방법을 찾아보세요." }
'''


def _central(f, x, h, reduce):
    if not isinstance(x, np.ndarray) or not np.issubdtype(x.dtype, np.floating):
        raise TypeError("x must be a floating-point array")
    step = max(h, 1e-3) if x.dtype == np.float32 else h
    grad = np.zeros(x.shape, dtype=np.float64)
    for index in range(x.size):
        before = x[index]
        try:
            x[index] = before + step
            plus = np.array(f(x), dtype=np.float64)
            x[index] = before - step
            minus = np.array(f(x), dtype=np.float64)
        finally:
            x[index] = before
        grad[index] = reduce(plus, minus) / (2 * step)
    return grad
