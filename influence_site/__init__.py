"""The building: everything that knows nothing of influence."""

import gc

# How many objects more than before, and then how many rounds, before garbage is collected. With Python's 700 a start
# looks for it hundreds of times, and finds none; what waits for longer costs memory, five MiB of a worker with 20,000.
gc.set_threshold(5_000, 5, 20)
