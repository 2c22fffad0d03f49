#!/bin/sh
set -e
HOST=0.0.0.0
: "${WEB_PORT:=8090}"
python -m relay.migrate
exec hypercorn relay.app:app --bind "$HOST:$WEB_PORT" --access-logfile -
