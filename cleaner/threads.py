"""One thread for the products of a page's small matrices, also where the command line has not seen to it.

OpenBLAS takes a thread a core for a product of sixty texts, which gains nothing; where another process has the other cores, each waits
for threads that do not run. Two processes that split pages by `split_text`, on two cores, took 127 ms a page, and with one thread each 39.
"""

from __future__ import annotations

import contextlib
import functools
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

# What OpenBLAS reads when it is loaded; `cleaner.cli` sets it.
VARIABLE = "OPENBLAS_NUM_THREADS"


def one_thread() -> contextlib.AbstractContextManager[object]:
    """Within it numpy multiplies in one thread; behind it as before.

    >>> import numpy as np
    >>> with one_thread():
    ...     (np.eye(2) @ np.ones(2)).tolist()
    [1.0, 1.0]
    """
    return contextlib.nullcontext() if os.environ.get(VARIABLE) == "1" else _blas().limit(limits=1, user_api="blas")


@functools.cache
def _blas() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController  # late: it takes 10 ms, and the command line has no need of it

    return ThreadpoolController()
