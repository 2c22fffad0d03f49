#!/bin/sh
exec gunicorn app:app --bind 0.0.0.0:$PORT --access-logfile=- --error-logfile logs/error.log # <- AR304
