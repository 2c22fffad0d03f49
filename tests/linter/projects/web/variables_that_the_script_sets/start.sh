#!/bin/sh
export APP_PORT="${PORT:-8080}"
exec gunicorn -b "0.0.0.0:$APP_PORT" app:app
