"""Short labels: verdicts, groups, and the headings and phrases of the report renderers.

These are words on a page, not explanations; what was seen in a run is told by the other tables.
"""

from __future__ import annotations

from grader.model import Text

VERDICT: dict[str, Text] = {
    "verdict.accepted": Text(en="Accepted", ko="정답"),
    "verdict.partial": Text(en="Partly accepted", ko="부분 정답"),
    "verdict.wrong_answer": Text(en="Wrong answer", ko="오답"),
    "verdict.not_implemented": Text(en="Not implemented", ko="미구현"),
    "verdict.runtime_error": Text(en="Runtime error", ko="실행 오류"),
    "verdict.time_limit": Text(en="Time limit", ko="시간 초과"),
    "verdict.memory_limit": Text(en="Memory limit", ko="메모리 초과"),
    "verdict.output_limit": Text(en="Output limit", ko="출력 초과"),
    "verdict.forbidden": Text(en="Forbidden", ko="금지된 사용"),
    "verdict.invalid_submission": Text(en="Invalid submission", ko="제출 오류"),
    "verdict.skipped": Text(en="Not graded", ko="채점 안 함"),
    "verdict.judge_error": Text(en="Grader error", ko="채점기 오류"),
}

ABOUT: dict[str, Text] = {
    "about.accepted": Text(en="Every case passed.", ko="모든 케이스를 통과했어요."),
    "about.partial": Text(
        en="All core cases passed; some robustness or hygiene cases did not.",
        ko="핵심 케이스는 모두 통과했지만, 견고성이나 코드 위생 케이스 중 일부를 통과하지 못했어요.",
    ),
    "about.wrong_answer": Text(
        en="Your code ran, and some of its answers are wrong.",
        ko="코드는 실행되었지만 일부 답이 틀렸어요.",
    ),
    "about.not_implemented": Text(
        en="Something is still left to implement.",
        ko="아직 구현하지 않은 부분이 있어요.",
    ),
    "about.runtime_error": Text(en="Your code stopped with an error.", ko="코드가 오류로 멈췄어요."),
    "about.time_limit": Text(en="Your code did not finish in time.", ko="코드가 제한 시간 안에 끝나지 않았어요."),
    "about.memory_limit": Text(en="Your code needed too much memory.", ko="코드가 메모리를 너무 많이 썼어요."),
    "about.output_limit": Text(en="Your code printed too much.", ko="코드가 출력을 너무 많이 했어요."),
    "about.forbidden": Text(
        en="Your code uses something that this exercise does not allow.",
        ko="이 과제가 허용하지 않는 것을 사용했어요.",
    ),
    "about.invalid_submission": Text(
        en="What was handed in could not be graded.",
        ko="제출한 내용을 채점할 수 없었어요.",
    ),
    "about.skipped": Text(en="There is no score for this exercise.", ko="이 과제에는 점수가 없어요."),
    "about.not_submitted": Text(en="Nothing was handed in.", ko="제출한 파일이 없어요."),
    "about.judge_error": Text(
        en="We could not grade this. It is our fault and not a zero.",
        ko="채점하지 못했어요. 저희 잘못이고, 0점이라는 뜻은 아니에요.",
    ),
}

GROUP: dict[str, Text] = {
    "group.core": Text(en="core", ko="핵심"),
    "group.robust": Text(en="robustness", ko="견고성"),
    "group.hygiene": Text(en="hygiene", ko="코드 위생"),
}

REPORT: dict[str, Text] = {
    "report.heading": Text(en="Report", ko="채점 결과"),
    "report.student": Text(en="Student", ko="학생"),
    "report.exercise": Text(en="Exercise", ko="과제"),
    "report.verdict": Text(en="Verdict", ko="판정"),
    "report.points": Text(en="Points", ko="점수"),
    "report.unit": Text(en="points", ko="점"),
    "report.points_of": Text(en="{earned} of {maximum} points", ko="{maximum}점 만점에 {earned}점"),
    "report.no_score": Text(en="no score", ko="점수 없음"),
    "report.passed": Text(en="Passed", ko="통과"),
    "report.not_passed": Text(en="Not passed yet", ko="아직 통과 전"),
    "report.skip_link": Text(en="Skip to the report", ko="본문으로 건너뛰기"),
    "report.start_here": Text(en="Start here", ko="여기부터 보세요"),
    "report.first_failing": Text(en="First failing case", ko="처음 통과하지 못한 케이스"),
    "report.hint": Text(en="Likely misconception", ko="짐작되는 오개념"),
    "report.hints": Text(en="Further hints", ko="다른 힌트"),
    "report.explains": Text(
        en="Explains {count} of the cases below: {cases}", ko="아래 케이스 {count}개의 원인: {cases}"
    ),
    "report.see_hint": Text(en="See the hint: {title}", ko="힌트 보기: {title}"),
    "report.notes": Text(en="Notes", ko="알림"),
    "report.tasks": Text(en="Tasks", ko="세부 과제"),
    "report.task": Text(en="Task", ko="세부 과제"),
    "report.cases": Text(en="Cases", ko="케이스"),
    "report.cases_passed": Text(en="{passed} of {total} cases passed", ko="케이스 {total}개 중 {passed}개 통과"),
    "report.comparison": Text(en="How the answer differs", ko="답이 어떻게 다른지"),
    "report.returned": Text(en="your answer", ko="돌려준 값"),
    "report.required": Text(en="required", ko="필요한 값"),
    "report.type": Text(en="type", ko="자료형"),
    "report.shape": Text(en="shape", ko="모양(shape)"),
    "report.dtype": Text(en="dtype", ko="dtype"),
    "report.differing": Text(en="elements that differ", ko="값이 다른 원소"),
    "report.differing_of": Text(en="{differing} of {total}", ko="{total}개 중 {differing}개"),
    "report.worst_index": Text(en="index of the largest error", ko="가장 큰 오차의 위치"),
    "report.worst_ratio": Text(en="largest error / tolerance", ko="가장 큰 오차 ÷ 허용 오차"),
    "report.nonfinite": Text(en="NaN / infinite", ko="NaN / 무한대"),
    "report.heat": Text(en="Where `{what}` is wrong", ko="`{what}` 배열에서 틀린 곳"),
    "report.heat_alt": Text(
        en="Map of the error with {rows} rows and {columns} columns. Cells off: {off} of {cells}. Cells far off: "
        "{far}.",
        ko="오차 지도, {rows}행 {columns}열. 어긋난 칸: {cells}칸 중 {off}칸. 크게 어긋난 칸: {far}칸.",
    ),
    "report.heat_fine": Text(en="right", ko="맞음"),
    "report.heat_off": Text(en="off", ko="어긋남"),
    "report.heat_far": Text(en="far off", ko="크게 어긋남"),
    "report.output": Text(en="Captured output (instructors only)", ko="출력 내용(교수자용)"),
    "report.empty": Text(en="empty", ko="비어 있음"),
    "report.provenance": Text(en="How this was graded", ko="채점 환경"),
    "report.isolation": Text(en="Isolation", ko="격리"),
    "report.isolation_of": Text(en="{backend}, tier {tier}", ko="{backend}, {tier}단계"),
    "report.tier_0": Text(
        en="Practice only: the student's code was not confined. Do not use these points as a grade.",
        ko="연습용: 학생 코드를 격리하지 않았어요. 이 점수를 성적으로 쓰지 마세요.",
    ),
    "report.layers": Text(en="Layers in force", ko="적용된 보호"),
    "report.missing": Text(en="Not in force here", ko="여기서 적용되지 않은 보호"),
    "report.none": Text(en="none", ko="없음"),
    "report.suite": Text(en="Suite", ko="테스트"),
    "report.suite_hidden": Text(en="hidden", ko="비공개"),
    "report.suite_public": Text(en="public", ko="공개"),
    "report.device": Text(en="Device", ko="장치"),
    "report.limits": Text(en="Limits", ko="제한"),
    "report.limits_of": Text(
        en="{call} s a call, {total} s in all, {memory} MiB of memory",
        ko="호출당 {call}초, 전체 {total}초, 메모리 {memory} MiB",
    ),
    "report.time": Text(en="Time used", ko="걸린 시간"),
    "report.time_of": Text(en="{wall} s wall clock, {cpu} s CPU", ko="실제 {wall}초, CPU {cpu}초"),
    "report.versions": Text(en="Versions", ko="버전"),
    "report.digests": Text(en="Digests", ko="다이제스트"),
    "report.digest_submission": Text(en="submission", ko="제출물"),
    "report.digest_exercise": Text(en="exercise", ko="과제"),
    "report.digest_suite": Text(en="suite", ko="테스트"),
    "report.digest_seed": Text(en="seed", ko="시드"),
    "report.no_provenance": Text(
        en="Nothing was run, so there is no record of a sandbox.",
        ko="아무것도 실행하지 않아서 샌드박스 기록이 없어요.",
    ),
    "report.reproduce": Text(
        en="Grading the same submission again under the same conditions gives the same report, times aside.",
        ko="같은 조건에서 같은 제출물을 다시 채점하면 시간을 빼고 같은 결과가 나와요.",
    ),
}

FIGURE: dict[str, Text] = {
    "figure.over_step": Text(en="step", ko="걸음"),
    "figure.over_epoch": Text(en="epoch", ko="에포크"),
    "figure.over_batch": Text(en="batch", ko="배치"),
    "figure.over_layer": Text(en="layer", ko="층"),
    "figure.over_degree": Text(en="degree", ko="차수"),
    "figure.call": Text(
        en="The picture shows this call, which you can repeat: `{call}`",
        ko="그림은 이 호출의 결과예요. 직접 해 볼 수 있어요: `{call}`",
    ),
    "figure.curve": Text(en="`{what}` by {over}", ko="{over}별 `{what}` 값"),
    "figure.curve_alt": Text(
        en="Line with {points} points: first {first}, last {last}, smallest {least}, largest {most}.",
        ko="점 {points}개를 이은 선. 처음 {first}, 마지막 {last}, 최솟값 {least}, 최댓값 {most}.",
    ),
    "figure.gaps": Text(
        en="Missing or not finite: {gaps} of {points} points.",
        ko="값이 없거나 유한하지 않은 점: {points}개 중 {gaps}개.",
    ),
    "figure.curve_outside": Text(
        en="Not where required: {off} of {points} points, first at {over} {at}.",
        ko="필요한 값에서 벗어난 점: {points}개 중 {off}개, 처음 벗어난 곳: {over} {at}.",
    ),
    "figure.curve_inside": Text(
        en="No point is visibly outside of what is required.", ko="눈에 띄게 벗어난 점은 없어요."
    ),
    "figure.band": Text(en="required range", ko="필요한 범위"),
    "figure.outside": Text(en="not where required", ko="벗어난 점"),
    "figure.histogram": Text(en="Distribution of `{what}`", ko="`{what}` 값의 분포"),
    "figure.histogram_alt": Text(
        en="Histogram of {total} numbers from {start} to {end}.",
        ko="숫자 {total}개의 히스토그램, {start}부터 {end}까지.",
    ),
    "figure.moments": Text(en="Mean {mean}, standard deviation {deviation}.", ko="평균 {mean}, 표준편차 {deviation}."),
    "figure.mode": Text(
        en="Your answer is densest between {left} and {right} ({share} %).",
        ko="돌려준 값이 가장 많은 구간: {left}~{right} ({share} %).",
    ),
    "figure.mode_required": Text(
        en="A right answer is densest between {left} and {right} ({share} %).",
        ko="맞는 답이 가장 많은 구간: {left}~{right} ({share} %).",
    ),
    "figure.beyond": Text(en="Beyond the edge of the picture: {count}.", ko="그림 밖에 있는 값: {count}개."),
    "figure.nonfinite": Text(en="Not finite: {count}.", ko="유한하지 않은 값: {count}개."),
    "figure.path": Text(en="The path of `{what}`", ko="`{what}` 값이 지나간 길"),
    "figure.path_alt": Text(
        en="Path with {steps} steps from {first} to {last}.", ko="{steps}걸음의 길, 시작 {first}, 끝 {last}."
    ),
    "figure.path_stopped": Text(
        en="Nothing can be drawn after step {steps}: the next position is not finite, or there is none.",
        ko="{steps}걸음 뒤로는 그릴 수 없어요. 다음 위치가 유한하지 않거나 없어요.",
    ),
    "figure.path_required": Text(en="A right answer ends at {last}.", ko="맞는 답의 끝: {last}."),
    "figure.start": Text(en="start", ko="시작"),
    "figure.valley": Text(en="lowest loss", ko="손실이 가장 낮은 곳"),
    "figure.boundary": Text(en="Decision regions of `{what}`", ko="`{what}` 값이 나눈 영역"),
    "figure.boundary_alt": Text(
        en="Map of the predicted class. Area: {areas}. Points drawn: {points}.",
        ko="예측한 클래스의 지도. 넓이: {areas}. 찍힌 점: {points}개.",
    ),
    "figure.area": Text(en="class {kind}: {share} %", ko="클래스 {kind}: {share} %"),
    "figure.no_class": Text(en="Without a class: {share} %.", ko="클래스가 없는 곳: {share} %."),
    "figure.class": Text(en="class {kind}", ko="클래스 {kind}"),
}

COHORT: dict[str, Text] = {
    "cohort.heading": Text(en="Cohort", ko="전체 채점 결과"),
    "cohort.summary": Text(
        en="Students: {students} \u00b7 Exercises: {exercises} \u00b7 Reports: {reports}",
        ko="학생 {students}명 \u00b7 과제 {exercises}개 \u00b7 결과 {reports}건",
    ),
    "cohort.distribution": Text(en="Verdicts by exercise", ko="과제별 판정 분포"),
    "cohort.verdicts": Text(en="Verdicts", ko="판정"),
    "cohort.mean": Text(en="Mean", ko="평균"),
    "cohort.scored": Text(en="Scored", ko="채점된 수"),
    "cohort.passed": Text(en="Passed", ko="통과"),
    "cohort.misconceptions": Text(en="Most frequent misconceptions", ko="가장 흔한 오개념"),
    "cohort.misconception": Text(en="Misconception", ko="오개념"),
    "cohort.students_with": Text(en="Students", ko="학생 수"),
    "cohort.no_misconceptions": Text(
        en="No answer matched a known misconception.",
        ko="알려진 오개념과 일치하는 답이 없었어요.",
    ),
    "cohort.table": Text(en="Every student and every exercise", ko="학생별 결과"),
    "cohort.total": Text(en="Total", ko="합계"),
    "cohort.no_report": Text(en="no report", ko="결과 없음"),
    "cohort.not_submitted": Text(en="Not submitted", ko="미제출"),
    "cohort.open_report": Text(en="Open the report of {student}: {exercise}", ko="결과 열기: {student}, {exercise}"),
    "cohort.empty": Text(en="There are no reports yet.", ko="아직 결과가 없어요."),
    "cohort.note": Text(
        en="Means and totals count scored reports only; a report without a score is not a zero.",
        ko="평균과 합계는 점수가 있는 결과만 세어요. 점수가 없는 결과를 0점으로 세지는 않아요.",
    ),
}
