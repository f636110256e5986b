"""vmdojo, a dojo for sales voicemails.

The one public function is :func:`grade`; it is imported only when it is asked for, so that
``vmdojo --version`` pays for nothing that it does not use.
"""

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: importing that would take a third of what --version may take
if TYPE_CHECKING:
    from vmdojo.grading import grade as grade

__version__ = "0.1.0"
__all__ = ["__version__", "grade"]


def __getattr__(name: str) -> object:
    if name == "grade":
        from vmdojo.grading import grade

        return grade
    raise AttributeError(f"module 'vmdojo' has no attribute {name!r}")
