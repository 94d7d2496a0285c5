"""Talks in both ways at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0003_what_is_never_changed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="interviewslot",
            name="mode",
            field=models.CharField(
                choices=[
                    ("in_person", "In person"),
                    ("video", "Video call"),
                    ("hybrid", "In person and by video"),
                    ("whatsapp", "WhatsApp"),
                    ("phone", "Phone"),
                    ("online_space", "Online space"),
                ],
                default="phone",
                max_length=12,
                verbose_name="how",
            ),
        ),
    ]
