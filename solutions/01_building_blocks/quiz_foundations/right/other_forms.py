"""Right, written otherwise: capital letters, tuples in another order, a letter twice, numpy and integer numbers."""
import numpy as np

ANSWERS = {}
ANSWERS["nesting"] = "B"
ANSWERS["paradigms"] = ("e", "c", "a")
ANSWERS["features"] = " d "
ANSWERS["new_data"] = "A"
ANSWERS["mlp"] = "c"
ANSWERS["depth"] = "b"
ANSWERS["universal"] = "D"
ANSWERS["strengths"] = ["E", "a", "C", "a"]
ANSWERS["nonlinear"] = ["c", "b", "e"]
ANSWERS["why_activation"] = "a"
ANSWERS["bias"] = "c"
ANSWERS["steepest"] = np.float64(1) / 4
ANSWERS["backprop"] = "b"
ANSWERS["updates"] = 11.0 * 8
ANSWERS["hyperparameters"] = sorted({"b", "c", "e"}, reverse=True)
ANSWERS["gradients"] = np.int64(4)
ANSWERS["names"] = "d"
ANSWERS["output_units"] = 10 + 4
ANSWERS["costs"] = tuple("ead")
ANSWERS["parameters"] = sum(i * o + o for i, o in ((8, 6), (6, 4), (4, 3)))
