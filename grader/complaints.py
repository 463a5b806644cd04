"""What a library complained about, as one of a few kinds: for hidden cases, whose exceptions are shown without text.

The text itself could carry hidden inputs out, since a submission may raise whatever it likes. Which of the kinds below
it belongs to says no more than the name of its type does. Nothing of the text may ever leave this module. Pure.
"""

from __future__ import annotations

from grader.model import Message, Raised

_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("read_only", ("is read-only",)),
    ("device", ("Torch not compiled with CUDA", "on the same device", "No CUDA GPUs", "Found no NVIDIA driver")),
    ("one_sample", ("more than 1 value per channel",)),
    ("leaf", ("a leaf Variable that requires grad", "a view of a leaf Variable that requires grad")),
    ("in_place", ("modified by an inplace operation",)),
    ("no_graph", ("does not require grad and does not have a grad_fn",)),
    ("graph_used", ("backward through the graph a second time",)),
    ("numpy_of_graph", ("on Tensor that requires grad",)),
    ("dtypes", ("same dtype", "expected scalar type", "Cannot cast ufunc", "can't be cast to")),
    ("singular", ("Singular matrix", "matrix is singular")),
    ("outside", ("out of bounds", "out of range")),
    (
        "shapes",
        (
            "could not be broadcast",
            "could not broadcast",
            "not aligned",
            "cannot be multiplied",
            "mismatch in its core dimension",
            "must match the size of tensor",
            "to match target batch_size",
            "must match the existing size",
            "cannot reshape array",
            "is invalid for input of size",
            "all the input array dimensions",
            "must match exactly",
            ", expected input[",
        ),
    ),
    ("none", ("'NoneType'",)),
    ("signature", ("positional argument", "unexpected keyword argument", "keyword-only argument")),
)


def complaint(raised: Raised) -> Message | None:
    """The sentence for what numpy, PyTorch or Python complained about; None where it is none of the known kinds."""
    found = next((kind for kind, words in _KINDS if any(part in raised.text for part in words)), None)
    return Message(f"complaint.{found}") if found else None
