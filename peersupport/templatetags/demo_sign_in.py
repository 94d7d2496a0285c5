"""`{% demo_code %}` on the page of the second step: only while developing, only for people of the demo."""

from django import template

from peersupport.demo.second_factor import current_demo_code

register = template.Library()


@register.inclusion_tag("demo/second_factor_code.html", takes_context=True)
def demo_code(context) -> dict:
    """The person is the one signing in (allauth's stage), or the one who is asked again."""
    request = context["request"]
    stage = getattr(request, "_login_stage", None)
    person = stage.login.user if stage is not None else request.user
    return {"code": current_demo_code(person)}
