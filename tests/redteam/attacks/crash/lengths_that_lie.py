"""optim_momentum runtime_error 0: announces 4 GiB, half a frame, deep nesting and text that is none, call after call."""

import struct

import forge

LIES = (
    struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF),
    struct.pack("<II", 3, 0) + b"\xa2\xff\xfe",
    forge.frame([[[[[[]]]]]]),
    struct.pack("<II", 1 << 20, 0) + b"\x91" * (1 << 20),
)


def sgd(w, dw, config=None):
    forge.write(LIES[int(abs(w.flat[0]) * 1000) % len(LIES)])
    raise SystemExit


sgd_momentum = sgd_nesterov = nesterov_lookahead = sgd
