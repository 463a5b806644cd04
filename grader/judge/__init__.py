"""The trusted side: runs pytest suites against a submission that lives somewhere else.

For authors of suites: ``from grader.judge import case, data, expect, gradients, inputs, say, show``.
``CallbackFailed`` is what a submission raises when a function that the test passed to it raised.
"""

from grader.candidate.runner import CallbackFailed
from grader.judge import data, expect, gradients, inputs, show
from grader.judge.authoring import case, say

__all__ = ["CallbackFailed", "case", "data", "expect", "gradients", "inputs", "say", "show"]
