"""Somebody on the way in, through the browser client."""

from tests.intake.test_join import POSTED, Journey

PAGES = {"p2": {"q1": "no"}, "p5": {"q3": "To sleep better", "q4": "2"}}


class Answering(Journey):
    """The way in of a program that asks `tests.intake.answered.make_version()`: pages p2 (danger) and p5 (hopes)."""

    def telling(self, choice="write"):
        return self.post("more/", telling=choice)

    def page(self, key, query="", **data):
        return self.post(f"page/{key}/{query}", **(data or PAGES[key]))

    def request(self):
        self.agree()
        for key in POSTED:
            response = self.answer(key)
        return response

    def everything(self, choice="write"):
        self.request()
        response = self.telling(choice)
        if choice == "write":
            for key in PAGES:
                response = self.page(key)
        return response

    def kept(self, path):
        """The sealed field of a page that stands open in the browser."""
        return self.get(path).context["kept"]
