"""Grades in the forms of other programs: pure functions from rows to text. Nothing here grades, rounds or decides."""
