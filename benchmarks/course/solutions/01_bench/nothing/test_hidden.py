"""One case that costs nothing: what is left is starting, confining, loading and ending a candidate."""

from grader.judge import case, expect


@case("answer", "one", "one")
def test_answer(student):
    expect.close(student.answer(), 1.0, "answer()")
