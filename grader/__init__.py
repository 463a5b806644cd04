"""The core: one submission in, one report out.

This package imports nothing at the top level, because the sandboxed candidate imports
``grader.wire`` and ``grader.candidate`` from it and must start fast and know nothing else.
"""
