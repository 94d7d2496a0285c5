"""How the pages of moderation name a text: under which name it was signed, and where it stands."""

from django import template
from django.utils.translation import gettext as _

from groups.community_words import board_name

register = template.Library()
register.filter("board_name", board_name)


@register.filter
def signed(item) -> str:
    return item.post.author.pseudonym if item.post_id else item.story.pseudonym


@register.filter
def place_of(item) -> str:
    if item.post_id is None:
        return _("A story")
    space = item.post.thread.space
    return str(space.get_kind_display()) if space.is_private else board_name(space)
