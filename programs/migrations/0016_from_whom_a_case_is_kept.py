"""Of the team and close to somebody in it: from whom a safety case is kept."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0015_cases_out_of_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="safetycase",
            name="kept_from",
            field=models.ManyToManyField(blank=True, editable=False, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
    ]
