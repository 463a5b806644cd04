"""The limits of intake, in one place. Sizes are bytes; they hold before anything is allocated.

Changing one changes who can hand in what: nothing else in this package may hold a limit of its own.
"""

from __future__ import annotations

FILE_BYTES = 1 << 20
"""One source file."""

TOTAL_BYTES = 8 << 20
"""All source files of one submission together."""

FILES = 20
"""Source files of one submission."""

ENTRIES = 5_000
"""Names that are looked at in one folder, archive or tree."""

NOTEBOOK_BYTES = 8 << 20
"""A notebook with its outputs."""

NOTEBOOK_TOKENS = 1_000_000
"""Structural characters (``,:[{``) of a notebook: bounds the objects that parsing creates."""

NOTEBOOK_CELLS = 5_000
"""Cells of one notebook."""

ARCHIVE_BYTES = 64 << 20
"""A zip as it lies on disk. Only taken entries are unpacked, so data may lie beside the source."""

ARCHIVE_DIRECTORY_BYTES = 2 << 20
"""The table of contents of a zip, read as a whole."""

BOMB_BYTES = 64 << 20
"""An entry that claims to be larger than this ..."""

BOMB_RATIO = 200
"""... and shrinks by more than this is not a data file but a bomb."""

NOTED_NAMES = 5
"""Names that a note lists before it stops."""
