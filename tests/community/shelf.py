"""Resources as tests need them."""

import datetime

from groups.models import Resource
from groups.services.community.resources import add_resource, show_resource
from programs.models import Topic

TODAY = datetime.date(2026, 11, 23)


def make_topic(slug="sleep", name_en="Sleep", name_fr="Sommeil"):
    return Topic.objects.create(slug=slug, name_en=name_en, name_fr=name_fr)


def make_resource(by, *, shown=True, topics=(), today=TODAY, **facts) -> Resource:
    """A text that `by` wrote, shown unless said otherwise. In English alone when no other column is given."""
    values = {"kind": "text", "title_en": "Sleeping better", "body_en": "A dark room helps."}
    resource = add_resource(by=by, topics=topics, **values | facts)
    if shown:
        show_resource(resource, by=by, today=today)
    return resource
