"""The building: everything that knows nothing of influence."""

import gc

# Look for garbage each time there are 5,000 objects more, in the two older generations each 5 and 20 rounds. With
# Python's 700 a start looks hundreds of times and finds none; with 20,000 a worker holds five MiB more.
gc.set_threshold(5_000, 5, 20)
