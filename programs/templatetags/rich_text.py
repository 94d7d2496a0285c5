"""Light Markdown in templates: `{{ post.body|light }}` for everybody, `{{ resource.body|rich }}` for the team."""

from django import template

from programs.rich_text import light, rich

register = template.Library()

register.filter("light", light)
register.filter("rich", rich)
