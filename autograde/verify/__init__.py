"""The authors' proof that an exercise judges what it says: stub, reference, known-wrongs, cheats, mutants."""

from autograde.verify.proof import Check, MutationScore, Proof, prove, write_stub

__all__ = ["Check", "MutationScore", "Proof", "prove", "write_stub"]
