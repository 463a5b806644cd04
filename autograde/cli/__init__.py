"""The command line: parse, call, echo, exit.

No command decides anything about grading, and none imports numpy, torch, docker or another heavy
library before it runs: ``autograde --help`` has a budget of a quarter of a second.
"""
