"""What holds for all tests: how long one takes depends on the machine and proves nothing."""

from hypothesis import settings

settings.register_profile("mtfix", deadline=None)
settings.load_profile("mtfix")
