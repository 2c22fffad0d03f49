import os


class Config:
    PORT = int(os.getenv("SERVER_PORT", "9000"))  # <- AR108
