"""Help, colours, stillness: what the player sets for the whole game."""

from __future__ import annotations

import msgspec

from vmdojo.tui import actions, theme
from vmdojo.tui.game.table import Table
from vmdojo.tui.settings import WISHES, Settings, store
from vmdojo.tui.stage import Stage


class Looks(Table):
    """The keys that work on every page and change how it looks."""

    def action_help(self) -> None:
        """Every key of the page in sight that does something now; of other pages all."""
        from vmdojo.tui.help.screen import Help

        page = self.screen
        if not isinstance(page, Stage) or page.KEY == "help":
            return
        idle = {action.id for action in actions.of(page.KEY) if not page.offers(action.call)}
        idle |= {action.id for action in actions.of(actions.APP) if not page.dojo.offers(action.call)}
        called = {action.id: page.label(action) for action in actions.of(page.KEY) if action.footer}
        self.open_page(
            Help(
                page.group,
                lambda action: action.id not in idle,
                lambda action: called.get(action.id, action.label),
            )
        )

    def action_theme(self) -> None:
        """The next of auto, dark, light and plain colours."""
        at = WISHES.index(self.settings.theme)
        turned = [WISHES[(at + step) % len(WISHES)] for step in range(1, len(WISHES) + 1)]
        named = {wish: theme.choose(wish, self.console.color_system, self._environ) for wish in turned}
        # The first that looks different: dark after "as the terminal likes it" would seem to do nothing on a dark one.
        wish = next((wish for wish in turned if named[wish] != self.theme), turned[0])
        self.theme = named[wish]
        told = "Colours: as the terminal likes them." if wish == "auto" else f"Colours: {wish}."
        if "NO_COLOR" in self._environ:
            told += " NO_COLOR is set and goes before it."
        self._set(msgspec.structs.replace(self.settings, theme=wish), told)

    def action_still(self) -> None:
        """Let things move, or keep them still."""
        still = not self.settings.still
        told = "Nothing moves from now on." if still else "The tape plays and the cut falls again."
        self._set(msgspec.structs.replace(self.settings, still=still), told)

    def _set(self, settings: Settings, told: str) -> None:
        problem = self.keep_settings(settings)
        self.notice(f"{told} {problem}".strip())

    def keep_settings(self, settings: Settings) -> str:
        """Use these settings from now on and keep them; why that failed, empty where it did not."""
        self.settings = settings
        return store(self._settings_path, settings)
