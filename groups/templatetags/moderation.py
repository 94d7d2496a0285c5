"""How the pages of moderation name a text: under which name it was signed, and where it stands."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def signed(item) -> str:
    return item.post.author.pseudonym if item.post_id else item.story.pseudonym


@register.filter
def board_name(space) -> str:
    """The board's own name, that of its group, or what kind of place it is."""
    if space.is_private:
        return str(space.get_kind_display())
    return space.name or str(space.group or space.get_kind_display())


@register.filter
def place_of(item) -> str:
    return board_name(item.post.thread.space) if item.post_id else _("A story")
