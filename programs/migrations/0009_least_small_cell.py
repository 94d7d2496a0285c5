"""A figure about fewer than three people is never shown, whatever somebody sets."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0008_ties_and_tasks"),
    ]

    operations = [
        migrations.AlterField(
            model_name="program",
            name="small_cell",
            field=models.PositiveSmallIntegerField(
                default=5, validators=[django.core.validators.MinValueValidator(3)], verbose_name="hide counts below"
            ),
        ),
    ]
