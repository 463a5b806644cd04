"""The shells: every way of asking the core for a report.

Commands, batches and exporters live here; what a submission is worth is decided in ``grader``
alone. This package imports nothing at the top level, so that ``autograde --help`` stays quick.
"""
