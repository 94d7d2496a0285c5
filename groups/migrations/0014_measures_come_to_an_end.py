"""When a break was over, by when a review is answered, and whom outside a program one can turn to."""

import datetime

from django.db import migrations, models

STEPS = [
    ("read", "took it up"),
    ("stop", "asked to stop"),
    ("talked", "talked with a party"),
    ("told", "sent word to the person"),
    ("noted", "wrote a note"),
    ("reader", "gave somebody the right to read it"),
    ("name_asked", "asked whether the others may learn who told it"),
    ("named", "agreed that the others learn who told it"),
    ("unnamed", "would rather not be named"),
    ("mediation", "offered a mediation"),
    ("route", "chose another way"),
    ("measure", "took a measure"),
    ("review", "looked at it again"),
    ("safety", "passed it on: somebody may be in danger"),
    ("settled", "settled it"),
    ("closed", "closed it"),
    ("reopened", "opened it again"),
]
OUTSIDE = {
    "blank": True,
    "default": "",
    "max_length": 600,
    "verbose_name": "whom outside one can turn to, one per line",
}


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0013_kept_copies_are_opened"),
        ("programs", "0017_cases_out_of_posts"),
    ]

    operations = [
        migrations.AlterField("conflictstep", "what", models.CharField(choices=STEPS, max_length=10)),
        migrations.AddField("conflictrules", "outside", models.TextField(**OUTSIDE)),
        migrations.AddField("conflictrules", "outside_en", models.TextField(null=True, **OUTSIDE)),
        migrations.AddField("conflictrules", "outside_fr", models.TextField(null=True, **OUTSIDE)),
        migrations.AddField("measure", "over_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AddField("measure", "pauses", models.BooleanField(default=False, editable=False)),
        migrations.AddField(
            "reviewrequest",
            "decide_by",
            models.DateField(default=datetime.date(2026, 11, 23), verbose_name="answer promised by"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "measure",
            models.Index(
                fields=["until"],
                condition=models.Q(("kind", "suspension"), ("over_at", None)),
                name="breaks_to_end",
            ),
        ),
    ]
