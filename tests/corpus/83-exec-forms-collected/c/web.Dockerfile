FROM python:3.12-slim
WORKDIR /app
COPY . .
RUN pip install flask
ENV FLASK_APP=main
ENTRYPOINT ["flask"]
CMD ["run", "--host=0.0.0.0", "--port=$PORT"]
