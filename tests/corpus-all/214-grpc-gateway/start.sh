#!/bin/sh
export PORT=8000
python -m greeter.server &
exec gunicorn -b 0.0.0.0:$PORT -k gthread greeter.web:app
