"""Sentences about wrong answers: how an answer differs (``mismatch``) and the mechanical explanation (``near``).

Each says what was seen, the likely cause where one is known, and the next step. They must never be given
hidden inputs or expected values as parameters. In Korean no particle follows a placeholder, because its form
would depend on the inserted text.
"""

from __future__ import annotations

from grader.model import Text

MISMATCH: dict[str, Text] = {
    "mismatch.missing": Text(
        en="`{name}` is missing from the answer. Check the spelling and that you really return or set it.",
        ko="답에 `{name}` 항목이 없어요. 이름의 철자와, 그 값을 정말로 반환하거나 저장했는지 확인해 보세요.",
    ),
    "mismatch.type": Text(
        en="`{what}` has type `{actual_type}`, but `{expected_type}` is required. Check what your `return` statement "
        "gives back.",
        ko="`{what}` 값의 자료형이 달라요. 돌려준 자료형: `{actual_type}`, 필요한 자료형: `{expected_type}`. "
        "`return` 문이 무엇을 돌려주는지 확인해 보세요.",
    ),
    "mismatch.structure": Text(
        en="`{what}` is not built as required: the number of parts or their names differ. Compare what you have there "
        "with the description of the exercise, part by part.",
        ko="`{what}` 값의 구조가 설명과 달라요. 요소의 개수나 이름이 맞지 않아요. 지금 들어 있는 것을 과제 설명과 "
        "하나씩 비교해 보세요.",
    ),
    "mismatch.shape": Text(
        en="`{what}` has shape {actual_shape}, but {expected_shape} is required. Write the shape beside each line of "
        "your computation and find the first line that departs from it.",
        ko="`{what}` 배열의 모양(shape)이 달라요. 돌려준 모양: {actual_shape}, 필요한 모양: {expected_shape}. "
        "계산 한 줄마다 모양을 적어 보고, 처음 어긋나는 줄을 찾아보세요.",
    ),
    "mismatch.dtype": Text(
        en="`{what}` has dtype {actual_dtype}, but {expected_dtype} is required. Look for an array created without "
        "`dtype=`, for `np.zeros` without the input's dtype, or for integer division.",
        ko="`{what}` 배열의 dtype 값이 달라요. 돌려준 dtype: {actual_dtype}, 필요한 dtype: {expected_dtype}. "
        "`dtype=` 지정 없이 만든 배열이나 정수 나눗셈이 있는지 찾아보세요.",
    ),
    "mismatch.device": Text(
        en="`{what}` is on another device than the input. Create new tensors with `device=x.device` instead of a "
        "fixed device.",
        ko="`{what}` 텐서가 입력과 다른 장치에 있어요. 새 텐서는 장치를 고정하지 말고 `device=x.device` 옵션으로 "
        "만들어 보세요.",
    ),
    "mismatch.nonfinite": Text(
        en="`{what}` contains values that are not finite (NaN: {nan}, infinite: {inf}). Usual causes are a division by "
        "zero, `log(0)` and an overflow in `exp`. Print the smallest and largest value before each of these.",
        ko="`{what}` 배열에 유한하지 않은 값이 있어요(NaN: {nan}개, 무한대: {inf}개). 흔한 원인은 0으로 나누기, "
        "`log(0)`, `exp` 오버플로예요. 이런 연산 바로 앞에서 최솟값과 최댓값을 출력해 보세요.",
    ),
    "mismatch.value": Text(
        en="`{what}`: {differing} of {total} elements differ. The largest error is at index {worst_index}, "
        "{worst_ratio} times the tolerance. Call your function on a small input of your own, work out one element by "
        "hand, and compare.",
        ko="`{what}` 배열의 원소 {total}개 중 {differing}개가 달라요. 가장 큰 오차의 위치: {worst_index}, 허용 오차의 "
        "{worst_ratio}배. 직접 만든 작은 입력으로 함수를 호출하고, 원소 하나를 손으로 계산해서 비교해 보세요.",
    ),
    "mismatch.value_one": Text(
        en="`{what}` is not right: its error is {worst_ratio} times the tolerance. Call your function on a small "
        "input of your own, work it out by hand, and compare.",
        ko="`{what}` 값이 달라요. 오차는 허용 오차의 {worst_ratio}배예요. 직접 만든 작은 입력으로 함수를 호출하고, "
        "손으로 계산한 값과 비교해 보세요.",
    ),
    "mismatch.value_exact": Text(
        en="`{what}` is not the required value. Follow your code line by line on a small input of your own.",
        ko="`{what}` 값이 필요한 값과 달라요. 작은 입력을 직접 만들어서 코드를 한 줄씩 따라가 보세요.",
    ),
    "mismatch.value_discrete": Text(
        en="`{what}`: {differing} of {total} elements differ, for example at index {worst_index}. Call your function "
        "on a small input of your own, work out one element by hand, and compare.",
        ko="`{what}` 배열의 원소 {total}개 중 {differing}개가 달라요. 다른 원소의 위치(예): {worst_index}. 직접 만든 "
        "작은 입력으로 함수를 호출하고, 원소 하나를 손으로 계산해서 비교해 보세요.",
    ),
    "mismatch.gradient_one": Text(
        en="The gradient `{what}` does not agree with the derivative of the forward pass: its error is {worst_ratio} "
        "times the tolerance. Derive it on paper and check each factor and each sum.",
        ko="기울기 `{what}` 값이 순전파를 미분한 값과 맞지 않아요. 오차는 허용 오차의 {worst_ratio}배예요. 종이에 "
        "미분을 써 보고 곱해지는 항과 더하는 축을 하나씩 확인해 보세요.",
    ),
    "mismatch.gradient": Text(
        en="The gradient `{what}` does not agree with the derivative of the forward pass: {differing} of {total} "
        "elements differ, the most at index {worst_index} ({worst_ratio} times the tolerance). Derive this gradient "
        "on paper and check each factor and each sum.",
        ko="기울기 `{what}` 값이 순전파를 미분한 값과 맞지 않아요. 원소 {total}개 중 {differing}개가 달라요. "
        "가장 큰 오차의 위치: {worst_index}, 허용 오차의 {worst_ratio}배. 종이에 미분을 써 보고 곱해지는 항과 "
        "더하는 축을 하나씩 확인해 보세요.",
    ),
    "mismatch.not_raised": Text(
        en="This input must be refused with `{expected_type}`, but no exception was raised. Check the arguments at the "
        "start of the function.",
        ko="이 입력에는 예외를 일으켜야 하는데 아무 예외도 없었어요. 필요한 예외: `{expected_type}`. "
        "함수의 첫머리에서 인자를 검사해 보세요.",
    ),
    "mismatch.raised": Text(
        en="`{type_name}` was raised, which is not what the docstring says for this input. Compare the condition and "
        "the exception type with the docstring.",
        ko="이 입력에 대해 설명과 다른 예외가 났어요: `{type_name}`. 예외를 일으키는 조건과 예외의 종류를 함수 "
        "설명과 비교해 보세요.",
    ),
    "mismatch.mutated": Text(
        en="The input `{what}` was changed by the call, but must stay as it was. Avoid `+=`, `*=` and slice assignment "
        "on arguments, or work on a copy.",
        ko="호출 뒤에 입력 `{what}` 값이 바뀌었어요. 입력은 그대로 두어야 해요. 인자에 `+=`, `*=`, 슬라이스 "
        "대입을 쓰지 말고, 필요하면 복사본에서 계산해 보세요.",
    ),
    "mismatch.property": Text(
        en="A property that must always hold does not: {what}. Try it on small inputs of your own, and follow your "
        "code to the line where it is lost.",
        ko="항상 성립해야 하는 성질이 성립하지 않아요: {what}. 직접 만든 작은 입력 몇 개로 확인하면서, 코드의 어느 "
        "줄에서 이 성질이 깨지는지 찾아보세요.",
    ),
    "mismatch.range": Text(
        en="Not within the range that is expected here: {what}. Compute it from an output of your own, and compare it "
        "with what the statement says.",
        ko="기대하는 범위를 벗어났어요: {what}. 직접 얻은 출력에서 이 값을 계산해 보고, 문제의 설명과 비교해 보세요.",
    ),
    "mismatch.answer": Text(
        en="The answer to `{what}` is not right. Think about the hint before you choose again.",
        ko="`{what}` 문항의 답이 맞지 않아요. 다시 고르기 전에 힌트를 곰곰이 생각해 보세요.",
    ),
    "mismatch.answer_one": Text(
        en='`{what}` is answered with one letter, like "b". Letters to choose from: {letters}.',
        ko='`{what}` 문항에는 "b" 같은 글자 하나로 답해요. 고를 수 있는 글자: {letters}.',
    ),
    "mismatch.answer_all": Text(
        en='`{what}` is answered with a list of letters, like ["a", "c"]. Letters to choose from: {letters}.',
        ko='`{what}` 문항에는 ["a", "c"] 같은 글자의 리스트로 답해요. 고를 수 있는 글자: {letters}.',
    ),
    "mismatch.answer_number": Text(
        en="`{what}` is answered with a number, like 12 or 0.5, without quotes and without a unit.",
        ko="`{what}` 문항에는 12나 0.5 같은 숫자로 답해요. 따옴표와 단위는 쓰지 마세요.",
    ),
    "structure.length": Text(
        en="Number of parts returned: {actual}; required: {expected}.",
        ko="돌려준 요소의 개수: {actual}, 필요한 개수: {expected}.",
    ),
    "structure.missing_key": Text(en="The key `{name}` is missing.", ko="빠진 키: `{name}`."),
    "structure.extra_key": Text(en="The key `{name}` is not expected here.", ko="있으면 안 되는 키: `{name}`."),
}

NEAR: dict[str, Text] = {
    "near.none_returned": Text(
        en="`{what}` is `None`. The `return` statement is probably missing, or one branch ends without it.",
        ko="`{what}` 값이 `None`이에요. `return` 문을 빠뜨렸거나, 어느 한 분기가 `return` 없이 끝나는지 확인해 보세요.",
    ),
    "near.stub_left": Text(
        en="The function still holds the body of the handout. Replace `raise NotImplementedError` with your code.",
        ko="함수가 아직 배포된 빈 틀 그대로예요. `raise NotImplementedError` 줄을 지우고 코드를 채워 보세요.",
    ),
    "near.transposed": Text(
        en="`{what}` is right up to a transposition: rows and columns are swapped. Check which index comes first, "
        "every `.T` and the order of the factors in a matrix product.",
        ko="`{what}` 배열은 전치하면 정답과 같아요. 행과 열이 뒤바뀌었어요. 어느 인덱스가 먼저 오는지, `.T` 위치와 "
        "행렬곱에서 곱하는 순서는 맞는지 확인해 보세요.",
    ),
    "near.sign_flipped": Text(
        en="`{what}` is right except for its sign. Look for a missing or an extra minus.",
        ko="`{what}` 값은 부호만 반대예요. 빠졌거나 한 번 더 들어간 마이너스를 찾아보세요.",
    ),
    "near.scaled": Text(
        en="`{what}` is {factor} times the right value everywhere. If this number is a size of your data (N, D, the "
        "window), something is summed instead of averaged, averaged instead of summed, or divided twice. If not, look "
        "for a constant factor.",
        ko="`{what}` 값이 모든 위치에서 정답의 {factor}배예요. 이 수가 데이터의 크기(N, D, 창 크기)라면 합과 평균을 "
        "바꿔 썼거나 두 번 나눴을 수 있어요. 아니라면 빠졌거나 더 들어간 상수배를 찾아보세요.",
    ),
    "near.offset": Text(
        en="`{what}` differs from the right value by the same constant everywhere. Look for a term that is missing or "
        "added once too often.",
        ko="`{what}` 값이 모든 위치에서 똑같은 상수만큼 어긋나 있어요. 빠뜨린 항이나 한 번 더 더한 항을 찾아보세요.",
    ),
    "near.same_as_input": Text(
        en="`{what}` equals the input. Check that you return the computed value and not the argument.",
        ko="`{what}` 값이 입력과 똑같아요. 인자를 그대로 돌려주지 않고 계산한 값을 돌려주는지 확인해 보세요.",
    ),
    "near.all_zero": Text(
        en="`{what}` is zero everywhere, which it should not be. Print what it is computed from, step by step, and "
        "find the first quantity that becomes zero.",
        ko="`{what}` 값이 모두 0인데, 그러면 안 돼요. 이 값을 계산하는 데 쓰인 값을 한 단계씩 출력해서 처음 0이 되는 "
        "값을 찾아보세요.",
    ),
    "near.broadcast_shape": Text(
        en="The shape would fit only by broadcasting, which repeats values silently. Keep the axis with "
        "`keepdims=True` or return the full array.",
        ko="브로드캐스팅을 해야만 모양이 맞아요. 이때 값이 경고 없이 반복되어 오류가 가려져요. `keepdims=True` "
        "옵션으로 축을 유지하거나 전체 배열을 돌려주세요.",
    ),
    "near.wrong_dtype": Text(
        en="The values are right, only the dtype is not. Create new arrays with the dtype of the input.",
        ko="값은 맞는데 dtype만 달라요. 새 배열을 만들 때 입력과 같은 dtype 값을 지정해 보세요.",
    ),
    "near.off_by_batch": Text(
        en="The answer is off by a factor equal to the batch size N. Decide once whether to divide by N: in the loss "
        "or in the gradient, not in both and not in neither.",
        ko="답이 정답과 배치 크기 N배만큼 차이 나요. N으로 나누는 곳을 한 군데로 정해 보세요. 손실과 기울기 양쪽에서 "
        "나누거나 어느 쪽에서도 나누지 않으면 안 돼요.",
    ),
    "near.nan_only": Text(
        en="All finite elements of `{what}` are right; only NaN spoils it. NaN comes from 0 / 0, from a difference of "
        "infinities, or from the `log` or root of a negative number. Find which of these meets such numbers.",
        ko="`{what}` 배열의 유한한 값은 모두 맞고 NaN만 섞여 있어요. NaN은 0 / 0, 무한대끼리의 뺄셈, 음수의 `log`나 "
        "제곱근에서 나와요. 어느 연산에 그런 수가 들어가는지 찾아보세요.",
    ),
    "near.reshaped": Text(
        en="`{what}` holds the right values in the wrong shape. Add or remove the axis with `reshape`, `keepdims` or "
        "`np.newaxis`.",
        ko="`{what}` 배열의 값은 맞는데 모양(shape)만 달라요. `reshape`, `keepdims`, `np.newaxis` 등으로 축을 맞춰 "
        "보세요.",
    ),
    "near.permuted": Text(
        en="`{what}` holds the right values in another order. Check `reshape`, `transpose`, reversed slices, and which "
        "axis each index stands for.",
        ko="`{what}` 배열에 맞는 값이 다른 순서로 들어 있어요. `reshape`, `transpose`, 거꾸로 자른 슬라이스, 그리고 "
        "인덱스마다 가리키는 축을 확인해 보세요.",
    ),
    "near.batch_statistics": Text(
        en="In evaluation mode the statistics of the current batch were used. Use the running mean and variance that "
        "training collected.",
        ko="평가 모드인데 현재 배치의 통계를 썼어요. 학습하면서 모아 둔 이동 평균과 이동 분산을 사용해 보세요.",
    ),
    "near.input_modified": Text(
        en="The call changed its input, so later steps worked with spoiled data. Work on a copy instead of writing "
        "into the argument.",
        ko="호출하는 동안 입력이 바뀌어서 그 뒤의 계산이 망가진 값으로 이루어졌어요. 인자에 직접 쓰지 말고 "
        "복사본에서 계산해 보세요.",
    ),
}
