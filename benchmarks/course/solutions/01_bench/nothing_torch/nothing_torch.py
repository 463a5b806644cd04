"""The least that a submission can be."""


def answer():
    """Always 1."""
    # <solution>
    return 1.0
    # </solution>
