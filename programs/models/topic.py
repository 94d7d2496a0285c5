from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """A challenge people have lived through, such as grief or recovery: what programs and profiles have in common."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self):
        return self.name
