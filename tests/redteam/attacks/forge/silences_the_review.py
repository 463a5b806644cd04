"""vault wrong_answer 0: sends reviews of its own while it is loaded, in the hope of replacing the true one."""

import forge

eval("1")
for _ in range(3):
    forge.say("review", [0])
    forge.say("review", [0, [0, "dynamic", "CAN" + "ARY", 1, "vault.py"]])
forge.pretend(globals(), lambda *a: 0.0)
