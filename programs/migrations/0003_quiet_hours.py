"""An SQL function that moves a moment out of a person's quiet hours, so that planning stays one statement."""

from django.db import migrations

CREATE = """
CREATE FUNCTION quiet_hours_due(
    due timestamptz, zone text, quiet_from time, quiet_until time, latest timestamptz
) RETURNS timestamptz LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    wall timestamp := due AT TIME ZONE zone;
    clock time := wall::time;
    over_midnight boolean := quiet_from > quiet_until;
    is_quiet boolean := CASE
        WHEN over_midnight THEN clock >= quiet_from OR clock < quiet_until
        ELSE clock >= quiet_from AND clock < quiet_until
    END;
    morning timestamptz;
BEGIN
    IF NOT is_quiet THEN
        RETURN due;
    END IF;
    morning := greatest(due, (
        wall::date + (over_midnight AND clock >= quiet_from)::int + quiet_until
    ) AT TIME ZONE zone);
    IF latest IS NULL OR morning < latest THEN
        RETURN morning;
    END IF;
    -- The morning is too late: say it on the evening before, a minute ahead of the quiet.
    RETURN (wall::date - (over_midnight AND clock < quiet_until)::int + quiet_from) AT TIME ZONE zone
        - interval '1 minute';
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("programs", "0002_crisis_lines")]

    operations = [
        migrations.RunSQL(CREATE, "DROP FUNCTION quiet_hours_due(timestamptz, text, time, time, timestamptz)")
    ]
