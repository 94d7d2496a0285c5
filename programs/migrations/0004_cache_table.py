"""The table of Django's cache, which counts attempts to sign in and used codes: as `createcachetable` makes it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0003_quiet_hours")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE site_cache (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX site_cache_expires ON site_cache (expires);
            """,
            "DROP TABLE site_cache;",
        )
    ]
