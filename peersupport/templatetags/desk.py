"""The left column of every page of the desk."""

from django import template

from peersupport.desk.queries.places import places_of

register = template.Library()


@register.inclusion_tag("desk/places.html", takes_context=True)
def desk_places(context):
    """The person's programs; the one the page is about is opened, with its places. `here` names the current one."""
    request = context["request"]
    if not request.user.is_authenticated:
        return {"places": []}
    return {
        "places": places_of(request.user),
        "program": context.get("program"),
        "here": context.get("here", ""),
        "may_create": request.user.may_create_programs,
    }
