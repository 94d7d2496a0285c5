"""A person: the user model. Signs in with an e-mailed code; shows the name they chose."""

import datetime
import zoneinfo

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from programs.public_ids import new_public_id

# Python knows it as a zone and PostgreSQL does not: one row with it would stop the planning of every reminder.
NOT_A_PLACE = {"localtime"}


def validate_time_zone(value: str) -> None:
    if value not in zoneinfo.available_timezones() or value in NOT_A_PLACE:
        raise ValidationError(
            _("%(zone)s is not a time zone we know, such as America/Toronto."), params={"zone": value}
        )


def default_lead_hours() -> list[int]:
    return [24]


class Language(models.TextChoices):
    FRENCH = "fr", "Français"
    ENGLISH = "en", "English"


class PersonQuerySet(models.QuerySet):
    def with_email(self, email: str):
        return self.filter(email=normalise_email(email))


def normalise_email(email: str) -> str:
    """Lower case throughout: two spellings of one address are one person."""
    return email.strip().lower()


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def get_by_natural_key(self, username):
        return self.get(email=normalise_email(username))

    def create_user(self, email=None, password=None, **fields):
        person = self.model(email=normalise_email(email) if email else None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def welcome(self, email: str, **facts):
        """The person with this address, and whether they are new. Somebody known stays as they are.

        New is too who has left nothing but the address, to finish a form later.
        """
        person = self.with_email(email).first()
        if person is None:
            return self.create_user(email, **facts), True
        if person.is_somebody:
            return person, False
        for name, value in facts.items():
            setattr(person, name, value)
        person.save(update_fields=[*facts])
        return person, True

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """`display_name` is what others see; `legal_name` is kept apart and is never shown to members."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    display_name = models.CharField(
        _("name to use"), max_length=60, help_text=_("A first name or a nickname is enough.")
    )
    legal_name = models.CharField(_("legal name"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.FRENCH)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="America/Toronto", validators=[validate_time_zone]
    )

    wants_reminders = models.BooleanField(_("send me reminders"), default=True)
    reminder_lead_hours = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("hours before a meeting"), default=default_lead_hours, size=4
    )
    quiet_from = models.TimeField(_("quiet from"), default=datetime.time(21))
    quiet_until = models.TimeField(_("quiet until"), default=datetime.time(8))
    names_in_messages = models.BooleanField(
        _("messages may name my group"),
        default=False,
        help_text=_("If not, our messages stay neutral: they only say that something is waiting for you."),
    )
    contact_note = models.CharField(_("how and when it is safe to reach you"), max_length=200, blank=True)

    is_staff = models.BooleanField(_("may open the site administration"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    may_create_programs = models.BooleanField(_("may create programs"), default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email__isnull=True) | models.Q(email=Lower("email")),
                name="person_email_is_lower_case",
            ),
        ]

    def __str__(self):
        return self.display_name or self.public_id

    def get_full_name(self):
        return self.display_name

    def get_short_name(self):
        return self.display_name

    def has_usable_password(self):
        """No page takes a password, so nobody is asked for one again: a code by e-mail is the way in for everyone."""
        return False

    @property
    def is_somebody(self) -> bool:
        """Has a name. Who has only left an address has none, and does not sign in yet."""
        return bool(self.display_name)

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    def clean(self):
        super().clean()
        self.email = normalise_email(self.email) if self.email else None
