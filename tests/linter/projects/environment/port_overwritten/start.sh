#!/bin/sh
export PORT=5000 # <- AR401
exec gunicorn --bind 0.0.0.0:$PORT app.main:app
