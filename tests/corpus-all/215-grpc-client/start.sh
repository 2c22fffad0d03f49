#!/bin/sh
set -e
: "${GREETER_TARGET:?}"
export PORT="${PORT:-8080}"
exec gunicorn -b "0.0.0.0:$PORT" -k gthread greeter.web:app
