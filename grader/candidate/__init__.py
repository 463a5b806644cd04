"""The only code of ours inside the sandbox. It imports ``grader.wire`` and nothing else of ours.

Nothing in here is trusted once a student's module has been loaded, and nothing in here may ever
hold a test, an expected value, a seed of the judge or a path outside the sandbox.
"""
