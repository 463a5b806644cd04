"""Sentences about how a run ended: a case without an answer (``outcome``), a submission that could not be
loaded (``load``), what was not graded (``skipped``) and our own failures (``judge``).

For hidden suites only the type of an exception may be a parameter, never its text: the text could carry the
hidden input. The ``*_public`` variants are for suites that the student has on disk anyway.
"""

from __future__ import annotations

from grader.model import Text

OUTCOME: dict[str, Text] = {
    "outcome.raised": Text(
        en="Your code raised `{type_name}`. Run the public suite with `autograde check`, or call the function on a "
        "small input of your own, to see the line.",
        ko="코드에서 예외가 났어요: `{type_name}`. `autograde check` 명령으로 공개 테스트를 돌리거나, 작은 입력으로 "
        "직접 호출해서 어느 줄에서 나는지 확인해 보세요.",
    ),
    "outcome.raised_float": Text(
        en="Numpy met an overflow or an invalid operation. This case asks for an exception then "
        "(`FloatingPointError`), where numpy only warns at home. To see the line, write `np.seterr(over='raise', "
        "divide='raise', invalid='raise')` above your call and try very large and very small inputs.",
        ko="numpy 계산에서 오버플로나 잘못된 연산이 생겼어요. 평소에는 경고만 나오지만 이 케이스에서는 예외가 "
        "나요(`FloatingPointError`). 어느 줄인지 보려면 호출하기 전에 `np.seterr(over='raise', divide='raise', "
        "invalid='raise')` 줄을 넣고 아주 큰 입력과 아주 작은 입력으로 실행해 보세요.",
    ),
    "outcome.raised_public": Text(
        en="Your code raised `{type_name}` at line {line}: {text}",
        ko="코드의 {line}번째 줄에서 예외가 났어요. `{type_name}`: {text}",
    ),
    "outcome.unimplemented": Text(
        en="`{name}` is not implemented yet. Replace `raise NotImplementedError` with your code.",
        ko="아직 구현하지 않은 함수: `{name}`. `raise NotImplementedError` 줄을 지우고 코드를 채워 보세요.",
    ),
    "outcome.unanswered": Text(
        en="`{item}` is not answered yet. Write your answer into ANSWERS.",
        ko="아직 답하지 않은 문항: `{item}`. ANSWERS에 답을 써 보세요.",
    ),
    "outcome.missing_function": Text(
        en="`{name}` is not defined in your file. Keep the names of the handout, and check the spelling and the "
        "indentation.",
        ko="제출한 파일에 `{name}` 정의가 없어요. 배포된 파일의 이름을 그대로 두었는지, 철자와 들여쓰기가 맞는지 "
        "확인해 보세요.",
    ),
    "outcome.timeout": Text(
        en="There was no answer within {seconds} seconds. Look for a loop that never ends; otherwise replace the inner "
        "loops by array operations.",
        ko="{seconds}초 안에 답이 오지 않았어요. 끝나지 않는 반복문이 있는지 찾아보세요. 없다면 안쪽 반복문을 배열 "
        "연산으로 바꿔 보세요.",
    ),
    "outcome.memory": Text(
        en="More than {mib} MiB of memory were needed. Look for an intermediate array that is larger than it has to "
        "be, or a list that keeps growing.",
        ko="메모리를 {mib} MiB 넘게 사용했어요. 필요 이상으로 큰 중간 배열이나 계속 늘어나는 리스트가 있는지 "
        "찾아보세요.",
    ),
    "outcome.device_memory": Text(
        en="More than {mib} MiB of GPU memory were needed. Look for tensors that are kept although they are no longer "
        "needed (a loss that is summed up without `.item()`, for one), and for an intermediate tensor that is larger "
        "than it has to be.",
        ko="GPU 메모리를 {mib} MiB 넘게 사용했어요. 다 쓴 텐서를 계속 붙잡고 있지는 않은지(예: `.item()` 없이 더해 "
        "가는 손실), 중간 텐서가 필요 이상으로 크지는 않은지 살펴보세요.",
    ),
    "outcome.output": Text(
        en="More than {kib} KiB were printed. Remove the `print` calls inside your loops.",
        ko="출력이 {kib} KiB 넘게 나왔어요. 반복문 안의 `print` 호출을 지워 보세요.",
    ),
    "outcome.died": Text(
        en="Your program ended in the middle of the call. Remove `exit`, `quit`, `sys.exit` and `os._exit`, and return "
        "the answer instead.",
        ko="호출하는 도중에 프로그램이 끝나 버렸어요. `exit`, `quit`, `sys.exit`, `os._exit` 호출을 지우고 값을 "
        "`return` 문으로 돌려주세요.",
    ),
    "outcome.signal": Text(
        en="Your program was ended by the operating system ({signal}). Usual causes are endless recursion, native code "
        "that crashes, and something the sandbox does not permit.",
        ko="운영체제가 프로그램을 강제로 끝냈어요({signal}). 흔한 원인은 끝나지 않는 재귀, 네이티브 코드의 오류, "
        "샌드박스가 허용하지 않는 동작이에요.",
    ),
    "outcome.protocol": Text(
        en="What your function returned cannot be taken: it is too large, too deeply nested, contains itself, or is "
        "of a type that is not data. Return arrays, numbers, strings, or tuples, lists and dicts of them.",
        ko="함수가 돌려준 값을 받을 수 없었어요. 너무 크거나, 너무 깊게 중첩되었거나, 자기 자신을 포함하거나, 데이터가 "
        "아닌 자료형이에요. 배열, 숫자, 문자열, 또는 이것들의 튜플, 리스트, 딕셔너리를 돌려주세요.",
    ),
    "outcome.forbidden": Text(
        en="While it ran, line {line} of your code used `{name}`, which this exercise does not allow. The point is to "
        "write this part yourself; the README lists what is not allowed.",
        ko="실행 도중에 {line}번째 줄에서 이 과제가 허용하지 않는 것을 사용했어요: `{name}`. 이 부분은 직접 구현해 "
        "보는 것이 목표예요. 금지된 이름은 README 파일에 있어요.",
    ),
    "outcome.not_run": Text(
        en="This case was not run, because the submission had used up its time or had crashed too often before. Repair "
        "the earlier cases first.",
        ko="앞의 케이스에서 시간을 다 썼거나 프로그램이 너무 자주 죽어서 이 케이스는 실행하지 못했어요. 앞의 "
        "케이스부터 고쳐 보세요.",
    ),
    "outcome.broken": Text(
        en="The grader failed on this case. This is our fault and costs no points; please tell your instructor.",
        ko="이 케이스에서 채점기가 고장 났어요. 저희 잘못이라 점수는 깎이지 않아요. 담당 교수자에게 알려 주세요.",
    ),
    "outcome.blocked": Text(
        en="This case needs `{task}`, which is still wrong. Repair that task first; this case may then pass by itself.",
        ko="이 케이스는 `{task}` 구현을 사용하는데 그 구현이 아직 틀렸어요. 그쪽을 먼저 고치면 이 케이스도 저절로 "
        "통과할 수 있어요.",
    ),
    "outcome.signature": Text(
        en="`{name}` could not be called with the documented arguments. Keep the parameter list of the handout.",
        ko="설명에 적힌 인자로 호출할 수 없었던 함수: `{name}`. 배포된 파일의 매개변수 목록을 그대로 두세요.",
    ),
}

LOAD: dict[str, Text] = {
    "load.syntax": Text(
        en="Your file is not valid Python: line {line}, {text}. Open it in an editor and repair this line first; "
        "nothing could be run.",
        ko="파일이 올바른 파이썬 코드가 아니에요. {line}번째 줄: {text}. 아무것도 실행할 수 없었으니 이 줄부터 "
        "고쳐 보세요.",
    ),
    "load.encoding": Text(
        en="Your file is not UTF-8 text. Save it again with the encoding UTF-8.",
        ko="파일이 UTF-8 텍스트가 아니에요. 인코딩을 UTF-8로 지정해서 다시 저장해 보세요.",
    ),
    "load.import": Text(
        en="Your file imports `{name}`, which is not available here. Use only what the handout imports.",
        ko="여기에서 쓸 수 없는 모듈을 불러왔어요: `{name}`. 배포된 파일이 불러오는 모듈만 사용해 보세요.",
    ),
    "load.raised": Text(
        en="Your file raised `{type_name}` at line {line} while it was loaded. Move code that computes or prints "
        'out of the top level, or under `if __name__ == "__main__":`.',
        ko="파일을 불러오는 동안 {line}번째 줄에서 예외가 났어요: `{type_name}`. 최상위에 있는 계산이나 출력 코드는 "
        '`if __name__ == "__main__":` 아래로 옮겨 보세요.',
    ),
    "load.timeout": Text(
        en="Your file did not finish loading within {seconds} seconds. Remove training loops, `input()` and waiting "
        "from the top level of the file.",
        ko="파일을 {seconds}초 안에 다 불러오지 못했어요. 파일 최상위에 있는 학습 반복문, `input()` 호출, 대기 코드를 "
        "지워 보세요.",
    ),
    "load.died": Text(
        en="Your program ended while the file was loaded. Remove `exit`, `quit`, `sys.exit` and `os._exit` from the "
        "top level of the file.",
        ko="파일을 불러오는 도중에 프로그램이 끝나 버렸어요. 파일 최상위에 있는 `exit`, `quit`, `sys.exit`, "
        "`os._exit` 호출을 지워 보세요.",
    ),
    "load.memory": Text(
        en="Loading your file needed more memory than is allowed. Do not create large arrays at the top level of the "
        "file.",
        ko="파일을 불러오는 데 메모리를 허용량보다 많이 썼어요. 파일 최상위에서 큰 배열을 만들지 마세요.",
    ),
    "load.forbidden": Text(
        en="Line {line} uses `{name}`, which this exercise does not allow. The point is to write this part yourself; "
        "the README lists what is not allowed.",
        ko="{line}번째 줄에서 이 과제가 허용하지 않는 이름을 썼어요: `{name}`. 이 부분은 직접 구현해 보는 것이 "
        "목표예요. 금지된 이름은 README 파일에 있어요.",
    ),
    "load.protocol": Text(
        en="Your program sent something that is not an answer while the file was loaded. Do not write to open file "
        "descriptors or sockets.",
        ko="파일을 불러오는 동안 프로그램이 답이 아닌 데이터를 보냈어요. 열려 있는 파일 디스크립터나 소켓에 쓰지 "
        "마세요.",
    ),
    "load.output": Text(
        en="Your file printed more than is allowed while it was loaded. Remove the `print` calls from the top level.",
        ko="파일을 불러오는 동안 출력이 허용량을 넘었어요. 파일 최상위의 `print` 호출을 지워 보세요.",
    ),
}

COMPLAINT: dict[str, Text] = {
    "complaint.read_only": Text(
        en="It complains that an array is read-only: your code writes into an argument, which belongs to the caller.",
        ko="배열이 읽기 전용이라는 예외예요. 코드가 호출한 쪽의 것인 인자에 값을 쓰고 있어요.",
    ),
    "complaint.device": Text(
        en="It complains about a device: a tensor or model is sent to a GPU that is not there, or two of them are on "
        "different devices.",
        ko="장치에 관한 예외예요. 없는 GPU로 텐서나 모델을 보냈거나, 두 텐서가 서로 다른 장치에 있어요.",
    ),
    "complaint.one_sample": Text(
        en="It complains that batch statistics of a single sample were to be computed: batch normalisation runs in "
        "training mode, on a batch of one.",
        ko="샘플 하나로 배치 통계를 계산할 수 없다는 예외예요. 배치 정규화가 학습 모드에서 크기 1인 배치를 받았어요.",
    ),
    "complaint.leaf": Text(
        en="It complains that a parameter is changed in place while PyTorch records operations for backward.",
        ko="역전파를 위해 연산이 기록되는 동안 파라미터를 제자리에서 바꿨다는 예외예요.",
    ),
    "complaint.in_place": Text(
        en="It complains that a tensor which backward still needs was changed in place after the forward pass.",
        ko="역전파에 필요한 텐서를 순전파 뒤에 제자리에서 바꿨다는 예외예요.",
    ),
    "complaint.no_graph": Text(
        en="It complains that there is nothing to differentiate: what backward starts from was detached, or computed "
        "without recording.",
        ko="미분할 것이 없다는 예외예요. 역전파를 시작하는 값이 계산 그래프에서 떨어져 나왔거나 기록 없이 "
        "계산되었어요.",
    ),
    "complaint.graph_used": Text(
        en="It complains that backward runs twice through the same graph, which is freed after the first time.",
        ko="같은 계산 그래프로 역전파를 두 번 했다는 예외예요. 그래프는 한 번 쓰면 지워져요.",
    ),
    "complaint.numpy_of_graph": Text(
        en="It complains that a tensor with a gradient is turned into an array; such a tensor has to be detached "
        "first.",
        ko="기울기를 기록하는 텐서를 배열로 바꾸려 했다는 예외예요. 먼저 계산 그래프에서 떼어 내야 해요.",
    ),
    "complaint.dtypes": Text(
        en="It complains about dtypes: two that do not go together meet in one operation, or one cannot hold what is "
        "written into it.",
        ko="dtype에 관한 예외예요. 함께 쓸 수 없는 두 dtype이 한 연산에서 만났거나, 값을 담을 수 없는 dtype에 썼어요.",
    ),
    "complaint.singular": Text(
        en="It complains that a matrix has no inverse.",
        ko="역행렬이 없는 행렬이라는 예외예요.",
    ),
    "complaint.outside": Text(
        en="It complains about an index outside of an array or a list. Look at the sizes, and at the first and the "
        "last index of each loop.",
        ko="배열이나 리스트 밖의 인덱스를 썼다는 예외예요. 크기를 살펴보고, 반복문마다 첫 인덱스와 마지막 인덱스를 "
        "확인해 보세요.",
    ),
    "complaint.shapes": Text(
        en="It complains about shapes that do not fit together. Try an input whose sizes are all different, and print "
        "the shape of both sides before each operation.",
        ko="모양(shape)이 서로 맞지 않는다는 예외예요. 크기가 모두 다른 입력을 만들고, 연산마다 그 앞에서 양쪽의 "
        "모양을 출력해 보세요.",
    ),
    "complaint.none": Text(
        en="It complains about a value that is `None`: a function without `return`, or something that was never set.",
        ko="값이 `None`이라서 난 예외예요. `return` 없이 끝난 함수나, 한 번도 값을 넣지 않은 변수를 찾아보세요.",
    ),
    "complaint.signature": Text(
        en="It complains about the arguments of a call. Compare the names and the number of your parameters with the "
        "description of the exercise.",
        ko="호출할 때의 인자에 관한 예외예요. 인자의 이름과 개수를 과제 설명과 비교해 보세요.",
    ),
}
"""What an exception of a hidden case complains about (``grader.complaints``)."""

REVIEW: dict[str, Text] = {
    "review.dynamic": Text(
        en="For a person to look at: in `{file}`, line {line}, `{name}` can reach functions by names that only exist "
        "while the program runs. This costs no points.",
        ko="사람이 살펴볼 곳: `{file}` 파일 {line}번째 줄의 `{name}`. 실행 중에 만든 이름으로 함수를 부를 수 있는 "
        "코드예요. 점수는 깎이지 않아요.",
    ),
    "review.internal": Text(
        en="For a person to look at: in `{file}`, line {line}, `{name}` leads into the insides of a library. This "
        "costs no points.",
        ko="사람이 살펴볼 곳: `{file}` 파일 {line}번째 줄의 `{name}`. 라이브러리 내부로 들어가는 코드예요. "
        "점수는 깎이지 않아요.",
    ),
    "review.reflection": Text(
        en="For a person to look at: in `{file}`, line {line}, `{name}` looks at how a program is made or run. This "
        "costs no points.",
        ko="사람이 살펴볼 곳: `{file}` 파일 {line}번째 줄의 `{name}`. 프로그램의 구조나 실행 상태를 들여다보는 "
        "코드예요. 점수는 깎이지 않아요.",
    ),
    "review.native": Text(
        en="For a person to look at: in `{file}`, line {line}, `{name}` leads to native code or other processes. This "
        "costs no points.",
        ko="사람이 살펴볼 곳: `{file}` 파일 {line}번째 줄의 `{name}`. 네이티브 코드나 다른 프로세스를 다루는 코드예요. "
        "점수는 깎이지 않아요.",
    ),
    "review.grader": Text(
        en="For a person to look at: in `{file}`, line {line}, `{name}` is part of the grader itself. This costs "
        "no points.",
        ko="사람이 살펴볼 곳: `{file}` 파일 {line}번째 줄의 `{name}`. 채점기 자체를 건드리는 코드예요. 점수는 깎이지 "
        "않아요.",
    ),
}

OTHER: dict[str, Text] = {
    "skipped.no_torch": Text(
        en="Not graded here: this exercise needs PyTorch, which is not installed on this machine. This is not a zero. "
        "Install PyTorch (`make grade TORCH=1`) and grade again.",
        ko="여기서는 채점하지 않았어요. 이 과제에는 PyTorch가 필요한데 이 컴퓨터에 설치되어 있지 않아요. "
        "0점이라는 뜻은 아니에요. PyTorch를 설치하고(`make grade TORCH=1`) 다시 채점해 주세요.",
    ),
    "skipped.no_device": Text(
        en="Not graded here: this exercise needs the device `{device}`, which this machine does not have. This is not "
        "a zero. Grade it on a machine that has one.",
        ko="여기서는 채점하지 않았어요. 이 과제에 필요한 장치가 이 컴퓨터에 없어요: `{device}`. "
        "0점이라는 뜻은 아니에요. 장치가 있는 컴퓨터에서 채점해 주세요.",
    ),
    "skipped.other_device": Text(
        en="Not graded here: this exercise is graded on `{devices}`, and this run grades on `{device}`. This is not a "
        "zero.",
        ko="여기서는 채점하지 않았어요. 이 과제를 채점하는 장치: `{devices}`. 이번에 채점하는 장치: `{device}`. "
        "0점이라는 뜻은 아니에요.",
    ),
    "skipped.not_submitted": Text(
        en="Nothing was handed in for this exercise.",
        ko="이 과제에는 제출물이 없어요.",
    ),
    "judge.fault": Text(
        en="The grader itself broke, so there is no score. This is our fault and not a zero; earlier scores stay as "
        "they are. Please tell your instructor, who can grade again.",
        ko="채점기가 고장 나서 점수를 매기지 못했어요. 저희 잘못이고, 0점이라는 뜻은 아니에요. 이전 점수는 그대로 "
        "있어요. 담당 교수자에게 알려 주시면 다시 채점할 수 있어요.",
    ),
}
