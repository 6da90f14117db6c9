"""Lowexp brightens and denoises under-exposed photos."""

from lowexp_gui.thread_environment import set_thread_environment

__version__ = "0.1.0"

set_thread_environment()
