"""Quizzes: exercises that ask instead of letting students program.

An author writes one hidden file, ``items.toml``. Everything else follows from it: the stub with its items in both
languages, the items in the statements, the public suite, the reference, and one known-wrong for every wrong choice.
Nothing in here may write a file, and nothing that is published may be made from more than texts and options.
"""

from grader.quiz.answers import Answer, misconception, parse, right_answer
from grader.quiz.items import ITEMS_FILE, Item, Number, Option, build
from grader.quiz.mistakes import Mistake, known_wrongs, mistakes, reference
from grader.quiz.pages import STATEMENTS, public_suite, statement, stub

__all__ = [
    "ITEMS_FILE",
    "STATEMENTS",
    "Answer",
    "Item",
    "Mistake",
    "Number",
    "Option",
    "build",
    "known_wrongs",
    "misconception",
    "mistakes",
    "parse",
    "public_suite",
    "reference",
    "right_answer",
    "statement",
    "stub",
]
