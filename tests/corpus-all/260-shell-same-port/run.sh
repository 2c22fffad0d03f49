#!/bin/sh
set -e
HOST=0.0.0.0
WEB_PORT=${PORT:-8080}
python -m relay.migrate
exec hypercorn relay.app:app --bind "$HOST:$WEB_PORT" --access-logfile -
