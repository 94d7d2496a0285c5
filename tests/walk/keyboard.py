"""Somebody who uses the keyboard only: Tab to get there, Space, Enter and the arrows to act, keys to write."""

from tests.walk.person import Visitor

FURTHEST = 150  # stops on one page


class KeyboardVisitor(Visitor):
    """As `Visitor`, without a pointer. On each page they arrive at, nothing may need scrolling sideways."""

    def goes_on(self):
        super().goes_on()
        self.fits()

    def chooses(self, name, value):
        """Tab leads to one radio button of a group and the arrows go round; a tick has a stop of its own."""
        field = self.page.locator(f"[name='{name}'][value='{value}']")
        if field.get_attribute("type") == "checkbox":
            self.ticks(field)
            return
        self.reaches(self.page.locator(f"[name='{name}']"), any_of_them=True)
        for _turn in range(self.page.locator(f"[name='{name}']").count()):
            if self.is_focused(field):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        assert field.is_checked()

    def ticks(self, box):
        self.reaches(box)
        self.page.keyboard.press("Space")
        assert box.is_checked()

    def writes(self, name, words):
        self.reaches(self.page.locator(f"[name='{name}']"))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(str(words))

    def reaches(self, control, *, any_of_them=False):
        """Tab until the focus is there, from wherever it is; fails when no Tab leads there."""
        for _stop in range(FURTHEST):
            if self.is_focused(control if any_of_them else control.first):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {control}")

    def is_focused(self, control) -> bool:
        return any(one.evaluate("element => element === document.activeElement") for one in control.all())

    def fits(self):
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.page.viewport_size["width"], f"{self.here} needs scrolling sideways"

    def _tap(self, control):
        self.taps += 1
        self.reaches(control)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
