"""optim_momentum wrong_answer 0: deep expressions for whoever parses; here only compiled by the submission itself."""

import ast

for bomb in ("-" * 200_000 + "1", "(" * 10_000, "a" + ".b" * 90_000, "[" * 90 + "]" * 90):
    try:
        compile(bomb, "bomb", "eval")
        ast.literal_eval(bomb)
    except (SyntaxError, MemoryError, RecursionError, ValueError):
        pass


def sgd(w, dw, config=None):
    return w, config
