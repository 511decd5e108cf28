"""What holds for all tests: how long one takes depends on the machine and proves nothing."""

import signal

from hypothesis import settings

settings.register_profile("mtfix", deadline=None)
settings.load_profile("mtfix")

# Where the tests run in the background of a script, Ctrl-C is ignored, by what they start, too.
signal.signal(signal.SIGINT, signal.default_int_handler)
