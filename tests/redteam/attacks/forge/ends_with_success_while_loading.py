"""vault runtime_error 0: ends with exit code 0 before anything was asked."""

import os

os._exit(0)
