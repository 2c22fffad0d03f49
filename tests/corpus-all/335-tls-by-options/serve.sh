#!/bin/sh
set -eu
openssl req -x509 -newkey rsa:2048 -nodes -keyout /tmp/key.pem -out /tmp/cert.pem -days 365 -subj "/CN=localhost"
exec gunicorn vault.app:app \
  --bind 0.0.0.0:443 \
  --keyfile /tmp/key.pem --certfile /tmp/cert.pem \
  --workers 2
