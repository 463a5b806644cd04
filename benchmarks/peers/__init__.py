"""The peers: one file each, with the same four names.

``TITLE`` and ``PACKAGES`` say who it is and what ``pip`` installs for it, ``prepare`` writes a folder with the suite
and the submissions as an instructor would, ``commands`` are what grades them (this alone is measured), and ``scores``
reads how many cases of each submission passed from what the peer itself wrote; None where it wrote nothing.
"""
