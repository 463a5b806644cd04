"""How a candidate gives up its rights: namespaces, private root, Landlock, seccomp, rlimits, identity.

Every step here is one-way and fails loudly: a layer that was promised and cannot be applied ends
the candidate before a byte of the student's code is read. This package uses the standard library
only, talks to the kernel through ``ctypes``, and must never learn what is being judged.
"""

LOCKDOWN_FAILED = 70
"""Exit code of a candidate that could not be locked down: our failure, never the student's."""
