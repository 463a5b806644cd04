"""vault wrong_answer 0: looks for the runner's configuration on the stack and registers a plugin with it."""

import sys

import forge


def find():
    frame = sys._getframe()
    while frame:
        for value in list(frame.f_locals.values()):
            manager = getattr(value, "pluginmanager", None)
            if manager is not None:
                manager.register(object(), "evil")
        frame = frame.f_back


find()
forge.pretend(globals(), lambda *a: 0.0)
