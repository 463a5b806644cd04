"""Benchmarks that anyone can run: ``make bench``. Programs, not part of the package."""
