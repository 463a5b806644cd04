"""The sentences of the command line in English and Korean.

Student-facing sentences of reports live in ``grader.messages``; these are the few that only a terminal
shows. No particle follows a placeholder in Korean: a name may end in any sound.
"""

from __future__ import annotations

from grader.model import Text

TEXTS: dict[str, Text] = {
    "error": Text(en="Error", ko="오류"),
    "next": Text(en="Next step", ko="다음 단계"),
    "interrupted": Text(en="Interrupted.", ko="중단했어요."),
    "internal": Text(
        en="Internal error ({kind}). This is a defect of autograde, not of your file.",
        ko="내부 오류가 났어요({kind}). 제출한 파일이 아니라 autograde 쪽의 결함이에요.",
    ),
    "internal.next": Text(
        en="run the same command with AUTOGRADE_DEBUG=1 and report what it prints, with the output of "
        "`autograde doctor`.",
        ko="같은 명령을 AUTOGRADE_DEBUG=1 환경 변수와 함께 실행하고, 그 출력과 `autograde doctor` 출력을 알려 주세요.",
    ),
    # list
    "list.number": Text(en="No.", ko="번호"),
    "list.exercise": Text(en="Exercise", ko="과제"),
    "list.title": Text(en="Title", ko="제목"),
    "list.builds_on": Text(en="Builds on", ko="먼저 풀 과제"),
    "list.points": Text(en="Points", ko="배점"),
    "list.minutes": Text(en="Min.", ko="분"),
    "list.progress": Text(en="Progress", ko="진행"),
    "list.done": Text(en="passed", ko="통과"),
    "list.progress_total": Text(
        en="Public tests passed: {done} of {count} exercises.",
        ko="공개 테스트를 모두 통과한 과제: {count}개 중 {done}개",
    ),
    "list.about": Text(en=", about {minutes} minutes", ko=", {minutes}분쯤"),
    "list.next": Text(
        en="Next: {title} ({points} points{minutes}): autograde start {exercise}",
        ko="다음 과제: {title}({points}점{minutes}). 시작하기: autograde start {exercise}",
    ),
    "list.anywhere": Text(
        en="This is advice: you can start anywhere.", ko="순서는 조언일 뿐이에요. 어디서든 시작할 수 있어요."
    ),
    "list.written": Text(en="Written: {file}", ko="새로 쓴 파일: {file}"),
    "list.total": Text(en="Exercises: {count}. Points: {points}.", ko="과제 {count}개, 모두 {points}점"),
    # start
    "start.done": Text(en="Ready: {folder}", ko="준비했어요: {folder}"),
    "start.kept": Text(en="Kept your own file: {name}", ko="이미 있는 파일은 그대로 두었어요: {name}"),
    "start.next": Text(
        en="Read {readme}, fill in {stub}, then run `autograde check` in that folder.",
        ko="먼저 읽을 파일: {readme}. 채울 파일: {stub}. 다 채웠으면 그 폴더에서 `autograde check` 명령을 "
        "실행해 보세요.",
    ),
    # check
    "check.practice": Text(
        en="Practice run on your own machine: public cases only, no isolation, no score.",
        ko="내 컴퓨터에서 하는 연습 채점이에요. 공개 케이스만 돌리고, 격리하지 않고, 점수에 들어가지 않아요.",
    ),
    # grade
    "grade.found": Text(
        en="Submissions: {count}. Exercises: {exercises}. Workers: {workers}. Isolation: {isolation}.",
        ko="제출물 {count}개, 과제 {exercises}개, 동시에 {workers}개씩 채점해요. 격리: {isolation}",
    ),
    "grade.isolation": Text(en="{backend} (tier {tier})", ko="{backend}({tier}단계)"),
    "grade.unsafe": Text(
        en="Warning: the backend 'unsafe' is no boundary. A submission can read and change everything that you can.",
        ko="주의: 'unsafe' 방식은 격리가 아니에요. 제출물이 내 계정으로 할 수 있는 모든 일을 할 수 있어요.",
    ),
    "grade.progress": Text(en="All submissions", ko="전체 제출물"),
    "grade.student": Text(en="Student", ko="학생"),
    "grade.verdict": Text(en="Verdict", ko="판정"),
    "grade.score": Text(en="Points", ko="점수"),
    "grade.seconds": Text(en="Seconds", ko="초"),
    "grade.hint": Text(en="First hint", ko="첫 힌트"),
    "grade.reused": Text(
        en="Unchanged since an earlier run, so not graded again: {reused}. To grade: {left}.",
        ko="전에 채점한 뒤로 바뀐 것이 없어서 그대로 쓰는 보고서: {reused}개. 새로 채점할 제출물: {left}개.",
    ),
    "grade.summary": Text(
        en="Graded {graded} of {total} in {seconds:.1f} s. Reports: {index}",
        ko="{total}개 중 {graded}개를 {seconds:.1f}초에 채점했어요. 보고서: {index}",
    ),
    "grade.summary.reused": Text(
        en="Graded {graded} of {total} in {seconds:.1f} s, the other {reused} were graded before. Reports: {index}",
        ko="{total}개 중 {graded}개를 {seconds:.1f}초에 채점했고, 나머지 {reused}개는 전에 채점해 두었어요. "
        "보고서: {index}",
    ),
    "grade.stopped": Text(
        en="Stopped. {graded} of {total} submissions are graded and their reports are written: {index}\n"
        "The same command grades the rest.",
        ko="멈췄어요. 제출물 {total}개 중 {graded}개의 채점을 마쳤고 그 보고서는 남겨 두었어요: {index}\n"
        "같은 명령을 다시 실행하면 나머지를 채점해요.",
    ),
    "grade.faults": Text(
        en="Not judged because the grader itself failed, so without a new score: {count}.",
        ko="채점기 자체의 오류로 채점하지 못한 제출물이 {count}개 있어요. 새 점수는 주지 않았어요.",
    ),
    "grade.stands": Text(
        en="Their score of an earlier run stands: {count}.",
        ko="그중 {count}개는 전에 받은 점수를 그대로 두었어요.",
    ),
    "grade.missing": Text(en="Not submitted", ko="제출하지 않음"),
    # new
    "new.done": Text(en="New exercise: {folder}", ko="새 과제: {folder}"),
    "new.next": Text(
        en="Write the reference, the tests and the known-wrong submissions, then run `autograde verify {slug}`.",
        ko="참조 구현, 테스트, 알려진 오답을 쓴 다음 `autograde verify {slug}` 명령을 실행해 보세요.",
    ),
    # verify
    "verify.holds": Text(en="holds ", ko="성립"),
    "verify.broken": Text(en="BROKEN", ko="깨짐"),
    "verify.exercise": Text(
        en="{state}  {exercise}: {checks} checks, {cases} hidden cases, mutation score {score}, {seconds:.1f} s",
        ko="{state}  {exercise}: 검사 {checks}개, 비공개 케이스 {cases}개, 돌연변이 점수 {score}, {seconds:.1f}초",
    ),
    "verify.skipped": Text(
        en="Left out, because PyTorch is not installed here: {exercise}",
        ko="PyTorch가 설치되어 있지 않아 건너뛰었어요: {exercise}",
    ),
    "verify.watching": Text(
        en="Waiting for changes. Ctrl-C ends.", ko="파일이 바뀌기를 기다리고 있어요. 끝내려면 Ctrl-C를 누르세요."
    ),
    "verify.stub": Text(en="Stub written: {file}", ko="새로 쓴 스텁: {file}"),
    "verify.total": Text(
        en="Exercises proved: {count}. Broken: {broken}.", ko="과제 {count}개를 검증했고 {broken}개가 깨졌어요."
    ),
    # image
    "image.built": Text(en="Built {name}: {mib} MiB, {digest}", ko="만들었어요: {name}, {mib} MiB, {digest}"),
    # doctor
    "doctor.check": Text(en="Check", ko="점검"),
    "doctor.state": Text(en="State", ko="상태"),
    "doctor.detail": Text(en="Detail", ko="내용"),
    "doctor.fix": Text(en="Fix", ko="해결 방법"),
    "doctor.ok": Text(en="ok", ko="정상"),
    "doctor.warn": Text(en="weaker", ko="약함"),
    "doctor.fail": Text(en="missing", ko="없음"),
    "doctor.ready": Text(
        en="This machine can grade other people's code: {backend}, tier {tier}.",
        ko="이 컴퓨터에서 다른 사람의 코드를 채점할 수 있어요: {backend}({tier}단계).",
    ),
    "doctor.unready": Text(
        en="This machine must not grade other people's code. Students can still run `autograde check` here.",
        ko="이 컴퓨터에서는 다른 사람의 코드를 채점하면 안 돼요. 학생의 `autograde check` 명령은 쓸 수 있어요.",
    ),
    # redteam
    "redteam.boundary": Text(
        en="Attacked: {backend}, tier {tier}: {layers}.", ko="공격하는 격리: {backend}({tier}단계): {layers}"
    ),
    "redteam.goal": Text(en="Goal", ko="공격 목표"),
    "redteam.tried": Text(en="Tried", ko="시도"),
    "redteam.gained": Text(en="Points gained", ko="부당하게 얻은 점수"),
    "redteam.leaked": Text(en="Values leaked", ko="새어 나간 값"),
    "redteam.changed": Text(en="Others changed", ko="바뀐 다른 제출물"),
    "redteam.crashed": Text(en="Judge crashes", ko="채점기 중단"),
    "redteam.overrun": Text(en="Overrun (s)", ko="시간 초과(초)"),
    "redteam.goal.forge": Text(en="forge the verdict", ko="판정 위조"),
    "redteam.goal.lie": Text(en="lie to the tests", ko="테스트 속이기"),
    "redteam.goal.steal": Text(en="steal what is hidden", ko="숨긴 값 훔치기"),
    "redteam.goal.shortcut": Text(en="use what is forbidden", ko="금지된 함수 쓰기"),
    "redteam.goal.crash": Text(en="crash, hang or flood", ko="멈추거나 터뜨리기"),
    "redteam.goal.escape": Text(en="break out", ko="격리 벗어나기"),
    "redteam.goal.intake": Text(en="hand in a trap", ko="제출 파일에 함정 넣기"),
    "redteam.goal.report": Text(en="speak through the report", ko="보고서로 공격하기"),
    "redteam.goal.honest": Text(en="(honest programs)", ko="(정직한 프로그램)"),
    "redteam.progress": Text(en="{done}/{total} {name}", ko="{done}/{total} {name}"),
    "redteam.broken": Text(en="BROKEN {name}: {about}", ko="약속이 깨짐 {name}: {about}"),
    "redteam.skipped": Text(
        en="Not tried here: {count} ({reasons}).", ko="여기서는 시도하지 않은 공격: {count}개({reasons})"
    ),
    "redteam.total": Text(
        en="Attacks: {tried}. Points gained: {gained}. Hidden values leaked: {leaked}. Other submissions changed: "
        "{changed}. Judge crashes: {crashed}. Longest overrun of a deadline: {overrun} s.",
        ko="공격 {tried}개. 부당하게 얻은 점수: {gained}. 새어 나간 값: {leaked}. 바뀐 다른 제출물: {changed}. "
        "채점기 중단: {crashed}. 마감을 가장 오래 넘긴 시간: {overrun}초.",
    ),
    "redteam.kept": Text(en="Every promise was kept.", ko="모든 약속이 지켜졌어요."),
    "redteam.not_kept": Text(en="Attacks that broke a promise: {count}.", ko="약속을 깬 공격: {count}개"),
}
