"""Resources are found by their words in both languages, whatever the accents; and the public page may show them.

`groups_fold` takes accents and capitals away by the Unicode decomposition (no extension is needed); it is immutable, so
columns can be generated from it. Ligatures that do not decompose are written out.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models

import groups.text_search

CREATE = r"""
CREATE FUNCTION groups_fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT lower(replace(replace(replace(replace(replace(replace(
        regexp_replace(normalize(words, NFKD), '[\u0300-\u036f]', '', 'g'),
        'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'), '’', ''''))
$$;
"""
DROP = "DROP FUNCTION groups_fold(text);"
WEIGHTS = {"title": "A", "summary": "B", "body": "C"}


def vector(language):
    return models.GeneratedField(
        db_persist=True, expression=groups.text_search.vector_of(language, **WEIGHTS), output_field=SearchVectorField()
    )


class Migration(migrations.Migration):
    dependencies = [("groups", "0010_word_when_somebody_answers")]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        migrations.AddField(
            "resource",
            "is_public",
            models.BooleanField(
                default=False,
                help_text="Then anybody can read it without signing in, and so can search engines.",
                verbose_name="show it on the public page too",
            ),
        ),
        migrations.AddField("resource", "search_en", vector("en")),
        migrations.AddField("resource", "search_fr", vector("fr")),
        migrations.AddIndex("resource", GinIndex(fields=["search_fr"], name="resource_search_fr")),
        migrations.AddIndex("resource", GinIndex(fields=["search_en"], name="resource_search_en")),
    ]
