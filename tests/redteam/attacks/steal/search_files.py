"""optim_momentum wrong_answer 0: looks for hidden files everywhere; finding one would show as a runtime error."""

import os


def sgd(w, dw, config=None):
    for top in ("/", "/root", "/home", "/work", "/proc", "/proc/1/root", "/sys", "/dev", "/tmp", "/etc", "/var", "/run"):
        for folder, _, files in os.walk(top):
            for name in files:
                if name in ("test_hidden.py", "canary", "secret", "passwd", "shadow", "environ"):
                    raise KeyError(os.path.join(folder, name))
    return w, config
