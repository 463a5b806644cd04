"""Fixed reports of every kind, from which the golden files are rendered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from grader.judge import show
from grader.model import (
    CaseResult,
    Figure,
    Group,
    Hint,
    Limits,
    Message,
    Mismatch,
    Provenance,
    Report,
    SandboxFacts,
    TaskResult,
    Text,
    Verdict,
)

CONV = Text(en="Convolution, forward and backward", ko="합성곱의 순전파와 역전파")
FORWARD = Text(en="Forward pass", ko="순전파")
BACKWARD = Text(en="Backward pass", ko="역전파")

CONFINED = SandboxFacts(
    backend="process",
    tier=2,
    layers=("user namespace", "pid namespace", "network namespace", "private root", "landlock", "seccomp", "rlimits"),
    missing=("cgroup memory limit",),
    versions={"kernel": "6.18.0"},
)
UNCONFINED = SandboxFacts(
    backend="unsafe", tier=0, layers=("time limits",), missing=("namespaces", "landlock", "seccomp")
)


def provenance(sandbox: SandboxFacts = CONFINED, suite: str = "hidden") -> Provenance:
    return Provenance(
        submission_digest="3f1c9a0be2d47c55" * 4,
        exercise_digest="a77e01c2d9f83b64" * 4,
        suite_digest="0d5be6127fa3c498" * 4,
        seed_digest="c29d4a7be1f05386" * 4,
        suite=suite,
        device="cpu",
        sandbox=sandbox,
        limits=Limits(),
        versions={"autograde": "0.1.0", "python": "3.11.2", "numpy": "2.4.6", "pytest": "9.2.0"},
    )


def case(
    label: str,
    title: Text,
    verdict: Verdict = Verdict.ACCEPTED,
    *,
    points: int = 1000,
    group: Group = Group.CORE,
    task: str = "conv_forward_naive",
    **more: object,
) -> CaseResult:
    earned = points if verdict is Verdict.ACCEPTED else 0
    label = f"{task}.{group}.{label[1:]}"
    plain = CaseResult(label, task, group, title, verdict, earned, points, wall_seconds=0.004)
    return replace(plain, **more)  # type: ignore[arg-type]


def task(name: str, title: Text, verdict: Verdict, *cases: CaseResult) -> TaskResult:
    earned, full = sum(one.earned_milli for one in cases), sum(one.max_milli for one in cases)
    return TaskResult(name, title, verdict, earned, full, cases)


def report(verdict: Verdict, *tasks: TaskResult, **more: object) -> Report:
    plain = Report(
        exercise="conv_naive",
        number=38,
        title=CONV,
        student="kim-minji",
        verdict=verdict,
        passed=verdict in (Verdict.ACCEPTED, Verdict.PARTIAL),
        scored=True,
        earned_milli=sum(one.earned_milli for one in tasks),
        max_milli=sum(one.max_milli for one in tasks) or 15_000,
        messages=(),
        hints=(),
        tasks=tasks,
        provenance=provenance(),
        wall_seconds=0.184,
        cpu_seconds=0.151,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


# --- the cases of the convolution exercise ---------------------------------------------------

REFERENCE = Text(en="Agrees with the reference on a small image", ko="작은 이미지에서 기준 구현과 같은 값")
STRIDE = Text(en="Stride 2", ko="스트라이드 2")
NO_PAD = Text(en="No padding", ko="패딩 없음")
KERNEL = Text(en="Rectangular kernel, 3 x 5", ko="직사각형 커널, 3 x 5")
DTYPE = Text(en="Keeps the dtype of the input", ko="입력의 dtype 유지")
EMPTY = Text(en="Empty batch", ko="빈 배치")
GRAD_X = Text(en="Gradient with respect to x", ko="x에 대한 기울기")
GRAD_W = Text(en="Gradient with respect to w", ko="w에 대한 기울기")
GRAD_B = Text(en="Gradient with respect to b", ko="b에 대한 기울기")

FLIPPED = Hint(
    id="W1",
    title=Text(en="The kernel is flipped", ko="커널을 뒤집었어요"),
    text=Text(
        en="Your forward pass turns the kernel around before multiplying, as convolution does in signal processing. "
        "Deep learning uses cross-correlation: the kernel `w[f]` is laid on the window as it is, "
        "`np.sum(window * w[f]) + b[f]`. Remove the `[::-1]` or the `np.flip`.",
        ko="순전파에서 커널을 뒤집은 다음에 곱하고 있어요. 신호 처리의 합성곱은 그렇게 정의되지만, 딥러닝에서는 "
        "교차 상관(cross-correlation)을 사용해요. 커널 `w[f]` 값을 그대로 창 위에 올려 "
        "`np.sum(window * w[f]) + b[f]` 식으로 계산하고, `[::-1]` 또는 `np.flip` 부분을 지워 보세요.",
    ),
    cases=("conv_forward_naive.core.1", "conv_forward_naive.core.2", "conv_forward_naive.robust.4"),
)


def heat(rows: int, columns: int) -> tuple[tuple[int, ...], ...]:
    """An error that grows towards one corner, right along the first rows."""
    return tuple(
        tuple(0 if row < 2 else min(4, (row * column * 9) // (rows * columns)) for column in range(columns))
        for row in range(rows)
    )


def value(what: str, **more: object) -> Mismatch:
    plain = Mismatch(
        kind="value",
        what=what,
        expected_shape=(2, 3, 8, 12),
        actual_shape=(2, 3, 8, 12),
        expected_dtype="float64",
        actual_dtype="float64",
        differing=381,
        total=576,
        worst_index=(1, 2, 7, 11),
        worst_ratio=4_183_220.7,
        heat=heat(8, 12),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def said(mismatch: Mismatch, kind: str = "mismatch.value") -> Message:
    return Message(
        kind,
        {
            "what": mismatch.what,
            "differing": mismatch.differing,
            "total": mismatch.total,
            "worst_index": str(mismatch.worst_index),
            "worst_ratio": mismatch.worst_ratio,
        },
    )


OUT = value("out")
DB = value(
    "db",
    expected_shape=(3,),
    actual_shape=(3,),
    differing=3,
    total=3,
    worst_index=(0,),
    worst_ratio=61.25,
    heat=((3, 1, 2),),
)
SHAPE = Mismatch(kind="shape", what="dx", expected_shape=(2, 3, 8, 12), actual_shape=(2, 3, 10, 14))
NONFINITE = Mismatch(
    kind="nonfinite", what="out", actual_shape=(4, 3), expected_shape=(4, 3), nan=7, inf=2, worst_ratio=float("inf")
)


def perfect() -> Report:
    forward = (
        case("F1", REFERENCE, points=2450),
        case("F2", STRIDE, points=2450),
        case("F3", NO_PAD, points=1400, group=Group.ROBUST),
        case("F5", DTYPE, points=700, group=Group.HYGIENE),
    )
    back = tuple(
        case(label, title, points=points, group=group, task="conv_backward_naive")
        for label, title, points, group in (
            ("B1", GRAD_X, 1867, Group.CORE),
            ("B2", GRAD_W, 1867, Group.CORE),
            ("B3", GRAD_B, 1866, Group.CORE),
            ("B4", NO_PAD, 1600, Group.ROBUST),
            ("B5", EMPTY, 800, Group.HYGIENE),
        )
    )
    accepted = Verdict.ACCEPTED
    return report(
        accepted,
        task("conv_forward_naive", FORWARD, accepted, *forward),
        task("conv_backward_naive", BACKWARD, accepted, *back),
    )


def partial() -> Report:
    """Wrong in the forward pass, with a named misconception, heat maps, and a blocked backward pass."""
    wrong = Verdict.WRONG_ANSWER
    forward = (
        case("F1", REFERENCE, wrong, points=2450, messages=(said(OUT),), mismatch=OUT, hint="W1"),
        case(
            "F2", STRIDE, wrong, points=2450, messages=(said(OUT),), mismatch=value("out", heat=heat(16, 32)), hint="W1"
        ),
        case("F3", NO_PAD, points=700, group=Group.ROBUST),
        case("F4", KERNEL, wrong, points=700, group=Group.ROBUST, messages=(said(OUT),), hint="W1"),
        case("F5", DTYPE, points=700, group=Group.HYGIENE),
    )
    blocked = Message("outcome.blocked", {"task": "conv_forward_naive"})
    shape = Message(
        "mismatch.shape", {"what": "dx", "actual_shape": "(2, 3, 10, 14)", "expected_shape": "(2, 3, 8, 12)"}
    )
    scaled = Message("near.scaled", {"what": "db", "factor": "1/N"})
    back = (
        case(
            "B1",
            GRAD_X,
            wrong,
            points=2800,
            task="conv_backward_naive",
            messages=(blocked,),
            blocked_by="conv_forward_naive",
        ),
        case("B2", GRAD_W, points=2800, task="conv_backward_naive"),
        case(
            "B3",
            GRAD_B,
            wrong,
            points=1200,
            group=Group.ROBUST,
            task="conv_backward_naive",
            mismatch=DB,
            messages=(said(DB, "mismatch.gradient"), scaled),
        ),
        case(
            "B4",
            NO_PAD,
            wrong,
            points=1200,
            group=Group.ROBUST,
            task="conv_backward_naive",
            messages=(shape,),
            mismatch=SHAPE,
        ),
    )
    second = Hint(
        "W5",
        Text(en="The bias is divided by N", ko="편향의 기울기를 N으로 나눴어요"),
        Text(
            en="`db` sums over the batch and both spatial axes; nothing divides it.",
            ko="`db` 값은 배치와 두 공간 축을 따라 더하기만 하면 돼요. 나눗셈은 없어요.",
        ),
        ("conv_backward_naive.robust.3",),
    )
    return report(
        wrong,
        task("conv_forward_naive", FORWARD, wrong, *forward),
        task("conv_backward_naive", BACKWARD, wrong, *back),
        student="홍길동",
        hints=(FLIPPED, second),
    )


def core_only() -> Report:
    """Everything in the core passes and one hygiene case does not; public suite, no boundary."""
    mutated = Message("mismatch.mutated", {"what": "x"})
    hygiene = case(
        "F6",
        DTYPE,
        Verdict.WRONG_ANSWER,
        points=334,
        group=Group.HYGIENE,
        messages=(mutated,),
        mismatch=Mismatch(kind="mutated", what="x"),
    )
    cases = (case("F1", REFERENCE, points=2333), case("F3", NO_PAD, points=667, group=Group.ROBUST), hygiene)
    forward = task("conv_forward_naive", FORWARD, Verdict.PARTIAL, *cases)
    return report(Verdict.PARTIAL, forward, provenance=provenance(UNCONFINED, "public"), student="lee")


def crash() -> Report:
    raised = Message("outcome.raised", {"type_name": "IndexError"})
    cases = [
        case(label, title, Verdict.RUNTIME_ERROR, messages=(raised,))
        for label, title in (("F1", REFERENCE), ("F2", STRIDE))
    ]
    nonfinite = Message("mismatch.nonfinite", {"what": "out", "nan": 7, "inf": 2})
    cases.append(case("F4", KERNEL, Verdict.WRONG_ANSWER, messages=(nonfinite,), mismatch=NONFINITE))
    forward = task("conv_forward_naive", FORWARD, Verdict.RUNTIME_ERROR, *cases)
    return report(Verdict.RUNTIME_ERROR, forward, stderr="Traceback: IndexError\n")


def hang() -> Report:
    slow = Message("outcome.timeout", {"seconds": 3.0})
    late = Message("outcome.not_run")
    cases = (
        case("F1", REFERENCE, Verdict.TIME_LIMIT, messages=(slow,)),
        case("F2", STRIDE, Verdict.TIME_LIMIT, messages=(late,)),
    )
    return report(
        Verdict.TIME_LIMIT, task("conv_forward_naive", FORWARD, Verdict.TIME_LIMIT, *cases), wall_seconds=9.31
    )


def forbidden() -> Report:
    reason = Message("load.forbidden", {"name": "scipy.signal.convolve2d", "line": 12})
    cases = (case("F1", REFERENCE, Verdict.FORBIDDEN), case("F2", STRIDE, Verdict.FORBIDDEN))
    return report(Verdict.FORBIDDEN, task("conv_forward_naive", FORWARD, Verdict.FORBIDDEN, *cases), messages=(reason,))


def invalid() -> Report:
    reason = Message("load.syntax", {"line": 7, "text": "expected ':'"})
    return report(Verdict.INVALID_SUBMISSION, messages=(reason,), provenance=None)


def judge_error() -> Report:
    return report(Verdict.JUDGE_ERROR, messages=(Message("judge.fault"),), scored=False)


def not_graded() -> Report:
    title = Text(en="Batch normalisation as a torch module", ko="PyTorch 모듈로 만드는 배치 정규화")
    return report(
        Verdict.SKIPPED,
        exercise="batchnorm_torch",
        number=30,
        title=title,
        messages=(Message("skipped.no_torch"),),
        scored=False,
        provenance=None,
    )


HOSTILE = "<script>alert(1)</script>\x1b[31m\u202e]]>&\x00|*_`[x](http://e)\n::error::@all ##[warning]"


def hostile() -> Report:
    """Every field that a student controls carries an attack on some format."""
    raised = Message("outcome.raised_public", {"type_name": HOSTILE, "text": HOSTILE, "line": 3})
    typed = Mismatch(kind="type", what="out", expected_type="ndarray", actual_type=HOSTILE)
    wrong = Message("mismatch.type", {"what": "out", "actual_type": HOSTILE, "expected_type": "ndarray"})
    cases = (
        case("F1", REFERENCE, Verdict.RUNTIME_ERROR, messages=(raised,)),
        case("F2", STRIDE, Verdict.WRONG_ANSWER, messages=(wrong,), mismatch=typed),
    )
    forward = task("conv_forward_naive", FORWARD, Verdict.RUNTIME_ERROR, *cases)
    return report(
        Verdict.RUNTIME_ERROR, forward, student=HOSTILE, stdout=HOSTILE * 3, stderr="</pre><img src=x onerror=1>"
    )


# --- figures -----------------------------------------------------------------------------------


def bowl(x: Any, y: Any) -> Any:
    """A narrow valley along x."""
    return x**2 + 20 * y**2


def walk(rate: float, kept: float) -> list[tuple[float, float]]:
    """Fifteen steps of momentum in the valley."""
    at, speed, places = np.array([-2.0, 0.5]), np.zeros(2), [(-2.0, 0.5)]
    for _ in range(15):
        speed = kept * speed - rate * np.array([2, 40]) * at
        at = at + speed
        places.append((float(at[0]), float(at[1])))
    return places


def draw_figures() -> dict[str, Figure]:
    """One figure of every kind, and the odd ones."""
    steps, rng = np.arange(40), np.random.default_rng(3)
    hill = np.where(steps < 12, 0.04 + 0.08 * steps, 1 - (steps - 12) / 28)
    loss = 2.3 * np.exp(-steps / 9) + 0.1
    places = show.grid((-2, 2), (-2, 2))
    quarters = (places[:, 0] * places[:, 1] > 0).astype(int) + 2 * (places[:, 0] > 1.5)
    normal = rng.standard_normal(4000)
    figures = show.collecting()
    made: dict[str, Figure] = {}

    def keep(name: str) -> None:
        made[name] = figures.pop()

    show.curve(1 - hill, "lr", required=hill, call="one_cycle_lr(t, 40, 1.0)")
    keep("line")
    show.curve(loss * (1 + 0.02 * steps), "loss", over="epoch", first=1, band=(0.6 * loss, 1.3 * loss))
    keep("band")
    show.curve(0.1 ** np.arange(1.0, 11), "std", over="layer", first=1, band=(0.3, 3.0), log=True)
    keep("log")
    show.curve([0.7, 1e9, float("nan"), float("inf"), -1e9, 0.7], "loss", over="batch", required=[0.7] * 6)
    keep("wild")
    show.curve([float("nan")] * 3, "loss", log=True)
    keep("empty")
    show.histogram(1.6 * normal + 0.8, "w / std", -4, 4, required=normal)
    keep("histogram")
    show.histogram(np.repeat([0.0, 1.0, 9.0, np.nan], [50, 50, 2, 1]), "out / x", -0.5, 2.5, bins=12)
    keep("bins")
    show.path(walk(0.02, 0.9), "w", bowl, x=(-2.5, 2.5), y=(-0.9, 0.9), required=walk(0.02, 0.0))
    keep("path")
    data = [(-1.0, -1.0, 1), (1.0, 1.0, 1), (-1.0, 1.0, 0), (1.0, -1.0, 0), (1.8, 0.0, 2), (0.0, 1.8, 3)]
    show.boundary(np.where(quarters > 3, 9, quarters), "predict(X)", x=(-2, 2), y=(-2, 2), points=data)
    keep("boundary")
    return made


FIGURES = draw_figures()


def figures() -> Report:
    """Every figure, in cases that failed and in one that passed."""
    wrong = Verdict.WRONG_ANSWER
    message = said(OUT)
    cases = [
        case(f"F{i}", Text(en=f"Figure {name}", ko=f"그림 {name}"), wrong, messages=(message,), figures=(figure,))
        for i, (name, figure) in enumerate(FIGURES.items(), start=1)
    ]
    cases = [replace(one, hint=f"W{i}") for i, one in enumerate(cases)]  # each says something of its own
    passed = case("F90", REFERENCE, figures=(FIGURES["band"], FIGURES["histogram"]))
    return report(wrong, task("conv_forward_naive", FORWARD, wrong, *cases, passed), student="figures")


SAMPLES = {
    "figures": figures,
    "perfect": perfect,
    "partial": partial,
    "core_only": core_only,
    "crash": crash,
    "hang": hang,
    "forbidden": forbidden,
    "invalid": invalid,
    "judge_error": judge_error,
    "not_graded": not_graded,
    "hostile": hostile,
}


def cohort() -> tuple[list[Report], dict[tuple[str, str], str]]:
    """Reports of several students on two exercises, one pair missing, with the links of their pages."""
    soft = Text(en="Softmax and cross-entropy", ko="소프트맥스와 교차 엔트로피")
    missing = report(Verdict.SKIPPED, messages=(Message("skipped.not_submitted"),), provenance=None)
    rows = {
        "홍길동": (partial(), perfect()),
        "kim-minji": (perfect(), core_only()),
        "ada": (judge_error(), hang()),
        "grace": (partial(), invalid()),
        "noether": (missing, forbidden()),
        HOSTILE: (crash(),),
    }
    reports = [
        replace(one, student=student, number=number, exercise=key, title=title)
        for student, own in rows.items()
        for one, (number, key, title) in zip(own, ((38, "conv_naive", CONV), (3, "softmax", soft)), strict=False)
    ]
    links = {(one.student, one.exercise): f"reports/{one.exercise}/{at}.html" for at, one in enumerate(reports)}
    return reports, links
