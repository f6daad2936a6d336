"""Ctrl-C and SIGTERM: the run ends after the page that is at work, or a moment later within it."""

from __future__ import annotations

import atexit
import signal
from types import FrameType

# Seconds that the page at work has to end by itself; most take some hundredths. Chosen.
MOMENT = 0.3
# Seconds after which an alarm that fell into a destructor, or what runs beside a fork, comes again; one takes some millionths. Chosen.
AGAIN = 0.01
# The function of `multiprocessing` that forks. Modules as `logging` have it call them before and after, where an error would be swallowed.
FORKS = "_launch"

# The signal that asked for the end; 0 while none has.
_asked = 0


def listen() -> None:
    """From now on an interrupt is remembered, and raised a moment later.

    Raised at once it could fall into a destructor, or what runs beside a fork, where Python drops it and prints a traceback.

    >>> import subprocess, sys
    >>> program = "import signal; from cleaner.running.interrupt import check, listen; listen(); signal.raise_signal(signal.SIGTERM)"
    >>> done = subprocess.run([sys.executable, "-c", f"{program}; print('the page is done'); check()"], capture_output=True, text=True)
    >>> done.stdout.strip(), done.stderr.split()[-1]
    ('the page is done', 'KeyboardInterrupt')
    """
    signal.signal(signal.SIGINT, _remember)
    # Python gives up its handlers when it ends, and an alarm that comes then kills it.
    atexit.register(end)
    signal.signal(signal.SIGTERM, _remember)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _raise)


def check() -> None:
    """Raise the interrupt that was asked for.

    Raises:
        KeyboardInterrupt: there is one.

    >>> import subprocess, sys
    >>> program = "import signal; from cleaner.running.interrupt import check, listen; listen(); check(); print('it goes on')"
    >>> done = subprocess.run([sys.executable, "-c", f"{program}; signal.raise_signal(2); check()"], capture_output=True, text=True)
    >>> done.stdout.strip(), done.stderr.split()[-1]
    ('it goes on', 'KeyboardInterrupt')
    """
    if _asked:
        end()
        raise KeyboardInterrupt


def code() -> int:
    """The exit code of what a signal ended, as shells and schedulers have it: 130 of Ctrl-C, 143 of SIGTERM.

    >>> code()
    130
    """
    return 128 + (_asked or signal.SIGINT)


def _remember(asked: int, _frame: FrameType | None) -> None:
    global _asked
    _asked = asked
    if not hasattr(signal, "setitimer"):
        raise KeyboardInterrupt
    # Again and again: one may be dropped.
    signal.setitimer(signal.ITIMER_REAL, MOMENT, MOMENT)


def _raise(_signal: int, frame: FrameType | None) -> None:
    while frame is not None:
        if frame.f_code.co_name == "__del__" or (frame.f_back is not None and frame.f_back.f_code.co_name == FORKS):
            signal.setitimer(signal.ITIMER_REAL, AGAIN, MOMENT)
            return
        frame = frame.f_back
    raise KeyboardInterrupt


def end() -> None:
    """No more alarms: the run is ending.

    >>> _ = signal.setitimer(signal.ITIMER_REAL, 3600)
    >>> end()
    >>> signal.getitimer(signal.ITIMER_REAL)
    (0.0, 0.0)
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
