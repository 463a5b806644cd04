"""The trusted side: runs pytest suites against a submission that lives somewhere else.

For authors of suites: ``from grader.judge import case, expect, gradients, inputs``.
"""

from grader.judge import expect, gradients, inputs
from grader.judge.authoring import case

__all__ = ["case", "expect", "gradients", "inputs"]
