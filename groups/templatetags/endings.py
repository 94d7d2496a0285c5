"""`{{ group|ending }}`: the countdown to a planned end, in words, or nothing."""

from django import template
from django.utils import timezone

from groups.endings import ending_words

register = template.Library()


@register.filter
def ending(group) -> str:
    return ending_words(group, timezone.now().astimezone(group.zone).date())
