#!/bin/bash
set -e

python -m hub.seed

# the API, and the dashboards for the team on a port of their own
gunicorn hub.api:app --bind 0.0.0.0:$PORT --daemon
streamlit run hub/board.py --server.port 8502 &
wait -n
