"""The building: everything that knows nothing of influence."""

import gc

# Collect garbage after every 5,000 new objects, in the two older generations every 5 and 20 rounds. With Python's 700
# a start collects hundreds of times and finds none; with 20,000 a worker holds five MiB more.
gc.set_threshold(5_000, 5, 20)
