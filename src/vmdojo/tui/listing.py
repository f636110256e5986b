"""A page on which one points at a row of a list."""

from __future__ import annotations

from vmdojo.tui.stage import Stage
from vmdojo.tui.widgets.picker import Picker


class Listing(Stage, inherit_bindings=False):
    """The keys that scroll other pages move the pointer here. A subclass makes ``picker`` in :meth:`page`."""

    picker: Picker

    def point(self, steps: int) -> None:
        """Point so many rows further down, up if negative."""
        self.picker.move(steps)

    def action_up(self) -> None:
        self.point(-1)

    def action_down(self) -> None:
        self.point(1)

    def action_page_up(self) -> None:
        self.point(-self.picker.leap)

    def action_page_down(self) -> None:
        self.point(self.picker.leap)

    def action_first(self) -> None:
        self.point(-self.picker.count)

    def action_last(self) -> None:
        self.point(self.picker.count)
