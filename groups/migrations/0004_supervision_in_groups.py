"""Peers are supervised in groups too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0003_following_and_holidays"),
    ]

    operations = [
        migrations.AlterField(
            model_name="group",
            name="kind",
            field=models.CharField(
                choices=[
                    ("discussion", "Discussion group"),
                    ("workshop", "Workshop series"),
                    ("social", "Social event"),
                    ("online", "Online group"),
                    ("pair", "Pair"),
                    ("supervision", "Supervision in a group"),
                ],
                default="discussion",
                max_length=12,
                verbose_name="kind",
            ),
        ),
    ]
