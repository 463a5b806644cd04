"""Hidden suite of quiz_foundations: one case for each item of items.toml."""

from grader.judge import quiz

test_answer = quiz.answers(__file__)
