#!/bin/bash
export PORT=5000 FLASK_DEBUG=1
flask --app hub.api run --port 5000 --debug
