"""Anonymous answers lie in no order: neither where they stand in the table nor what wrote them tells who was first.

A copy of a table lists its rows in the order in which they were written. Laid beside the rows of who was asked, which
are written at the same moments, that order alone would say whose answers are whose. So each new answer is written once
more, together with others of its week, in an order thrown by dice and by one transaction.
"""

import uuid

from django.db import connection

# How many others. More hide better; what they cost is paid with each answer.
OTHERS = 60

MIX = """
WITH newest AS (
    SELECT id, plan_id, week FROM intake_anonymousresponse WHERE id = %(id)s
), others AS (
    SELECT earlier.id FROM intake_anonymousresponse earlier
    JOIN newest ON newest.plan_id = earlier.plan_id AND newest.week = earlier.week AND newest.id <> earlier.id
    ORDER BY random() LIMIT %(others)s
), taken AS (
    DELETE FROM intake_anonymousresponse
    WHERE id IN (SELECT id FROM newest UNION ALL SELECT id FROM others)
    RETURNING *
)
INSERT INTO intake_anonymousresponse SELECT * FROM taken ORDER BY random()
"""


def mix_answers(newest: uuid.UUID) -> None:
    """Write the answers with this id again among others of the same week, in the caller's transaction.

    Two who answer at once lose nothing: what one of them writes again is left alone by the other.
    """
    with connection.cursor() as cursor:
        cursor.execute(MIX, {"id": newest, "others": OTHERS})
