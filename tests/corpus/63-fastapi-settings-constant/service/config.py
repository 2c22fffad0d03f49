"""Configuration of the service."""

APP_NAME = "orders"
SERVER_HOST = "127.0.0.1"
SERVER_PORT = 8001
REQUEST_TIMEOUT = 30
