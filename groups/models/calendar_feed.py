from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.public_ids import new_public_id


class CalendarFeed(models.Model):
    """A person's calendar address; revoking it deletes the row. The secret in the address is signed, not stored."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    person = models.OneToOneField("programs.Person", on_delete=models.CASCADE, related_name="calendar_feed")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self):
        return f"{self.person_id}"
