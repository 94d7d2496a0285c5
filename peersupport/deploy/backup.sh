#!/bin/sh
# A dump of the database at once and then every day, kept for BACKUP_DAYS days. A dump that was cut short never
# gets the name of a finished one.
set -eu
umask 077  # a dump is everybody's data: only its owner reads it
while true; do
	name="/backups/peersupport-$(date -u +%Y-%m-%dT%H%MZ).dump"
	if pg_dump --format=custom --file="$name.unfinished"; then
		mv "$name.unfinished" "$name"
		echo "kept $name"
		find /backups -name 'peersupport-*.dump' -mtime "+${BACKUP_DAYS:-30}" -delete
	else
		rm -f "$name.unfinished"
		echo "the dump failed" >&2
	fi
	find /backups -name '*.unfinished' -mmin +600 -delete
	sleep 86400 &
	wait $!
done
