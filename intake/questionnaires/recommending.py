"""The one question that is read in its own way: would you recommend us, from 0 to 10?"""

from intake.questionnaires.document import CHOICES, Form, Node
from intake.questionnaires.extensions import CALCULATED, MAX_VALUE, MIN_VALUE, extension_value, number_in

WORDS = ("recommend", "recommand")
SCALE = list(range(11))


def recommendation_item(document: dict | Form) -> str | None:
    """The link id of the first question that is answered from 0 to 10 and says by its link id or in its words that it
    is about recommending; None without one."""
    form = Form.of(document)
    return next((node.link_id for node in form.questions if asks_for_it(form, node)), None)


def asks_for_it(form: Form, node: Node) -> bool:
    if node.read_only or node.repeats or node.homes or extension_value(node.item, CALCULATED) is not None:
        return False
    words = " ".join((node.link_id, node.text(), *(node.text(language) for language in form.languages()))).lower()
    return any(word in words for word in WORDS) and goes_to_ten(form, node)


def goes_to_ten(form: Form, node: Node) -> bool:
    if node.type in CHOICES:
        ordinals = [option.ordinal for option in form.options(node.link_id)]
        return None not in ordinals and sorted(ordinals) == SCALE
    limits = number_in(node.limit(MIN_VALUE)), number_in(node.limit(MAX_VALUE))
    return node.type == "integer" and limits == (0, 10)
