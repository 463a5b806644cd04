"""vault time_limit 0: computes for ever before it can be asked anything."""

while True:
    pass
