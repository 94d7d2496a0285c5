"""Who signs in, and where they go then."""

from allauth.account.models import EmailAddress
from django.conf import settings

from programs.models import Participation, Person, Role

DESK_ROLES = {Role.COORDINATOR, Role.SAFEGUARDING}


def person_who_signs_in(email: str) -> Person | None:
    """The active person with this address. One query, the same for known and unknown addresses."""
    person = Person.objects.with_email(email).first()
    return person if person is not None and person.is_active and person.is_somebody else None


def look_for_nobody() -> None:
    """Costs what fetching a person by their id costs, and finds none."""
    Person.objects.filter(pk=0).first()


def confirm_address(person: Person, email: str) -> EmailAddress:
    """The person has just shown that they read mail at `email`: from now on it is their confirmed address.

    People come to us through a request or a colleague, never through a sign-up form: their address is noted here.
    """
    address, _created = EmailAddress.objects.get_or_create(user=person, email=email)
    if not address.verified:
        address.set_verified(commit=False)
    if not address.primary:
        address.set_as_primary(conditional=False)
    address.save()
    return address


def first_page(person: Person) -> str:
    """The name of the page that each person works from."""
    roles = set(Participation.objects.live().of(person).values_list("role", flat=True))
    if roles & DESK_ROLES or person.may_create_programs:
        return "desk"
    if Role.FACILITATOR in roles:
        return "facilitator_home"
    return settings.LOGIN_REDIRECT_URL


def language_of(email: str) -> str | None:
    """The language that the person with this address reads; one query for known and unknown addresses."""
    return Person.objects.with_email(email).values_list("language", flat=True).first()
