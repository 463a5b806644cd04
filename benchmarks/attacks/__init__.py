"""Attacks on graders, for the side-by-side table: each file is a submission that has earned nothing.

The first line says what it tries. ``{leaks}``, ``{port}`` and ``{canary}`` are filled in: a folder in which traces prove
that it worked, the port of a listener on this machine, and a file that is none of a submission's business.
"""
