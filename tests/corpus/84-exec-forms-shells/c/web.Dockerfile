FROM python:3.12-slim
WORKDIR /app
COPY . .
RUN pip install flask
ENV FLASK_APP=main
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
ENTRYPOINT exec flask run --host=0.0.0.0 --port="$PORT"
