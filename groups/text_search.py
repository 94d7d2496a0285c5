"""Full text in French and English, whatever the accents: “Élève” finds “eleves”.

Both sides are folded alike (`groups_fold`, made by a migration: no accent, no capital, œ as oe) and then brought to
their stems by PostgreSQL's own dictionaries, each language by its own.
"""

from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorCombinable
from django.db.models import Func, TextField, Value

CONFIGURATIONS = {"fr": "french", "en": "english"}


class Fold(Func):
    """The text without accents and capitals."""

    function = "groups_fold"
    arity = 1
    output_field = TextField()


def vector_of(language: str, **weights: str) -> SearchVectorCombinable:
    """What is indexed of one language: column → weight, `title="A"` for the column `title_fr` and so on."""
    parts = [
        SearchVector(Fold(f"{column}_{language}"), config=CONFIGURATIONS[language], weight=weight)
        for column, weight in weights.items()
    ]
    whole = parts[0]
    for part in parts[1:]:
        whole += part
    return whole


def query_of(words: str, language: str) -> SearchQuery:
    """What somebody typed, as this language reads it; never an error, whatever the signs."""
    words = words.replace("\x00", " ")  # PostgreSQL keeps no such sign
    return SearchQuery(Fold(Value(words)), config=CONFIGURATIONS[language], search_type="websearch")
