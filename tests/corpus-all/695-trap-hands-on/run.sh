#!/bin/bash
stop() {
  kill -TERM "$child" 2>/dev/null
}
trap stop SIGTERM SIGINT

gunicorn --bind "0.0.0.0:${PORT:-8080}" app:app &
child=$!
wait "$child"
