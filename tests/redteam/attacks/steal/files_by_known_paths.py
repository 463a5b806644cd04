"""vault wrong_answer 0: opens the hidden suite, the course and a readable secret by their true paths."""

import glob
import os

import forge


def look(path):
    try:
        with open(path, "rb") as file:
            return forge.tokens(file.read(1 << 20))
    except OSError:
        return []


course = str(forge.PREY.get("course", "/course"))
paths = [str(forge.PREY.get("file")), f"{course}/test_hidden.py", f"{course}/vault.py", "/course", "/work", "/solutions"]
paths += glob.glob(f"{course}/**", recursive=True) + glob.glob("/tmp/autograde-*/**", recursive=True)
paths += glob.glob("/tmp/**/__pycache__/*.pyc", recursive=True)
found = [token for path in paths for token in look(path)]
if found:
    forge.shout(found)
forge.pretend(globals(), lambda *a: 0.0)
