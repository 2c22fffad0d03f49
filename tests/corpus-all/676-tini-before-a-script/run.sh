#!/bin/sh
flask db upgrade
gunicorn --bind 0.0.0.0:${PORT:-8080} app:app
