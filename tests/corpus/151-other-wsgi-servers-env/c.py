import os

from granian import Granian

if __name__ == "__main__":
    Granian("asgi:app", address="0.0.0.0", port=int(os.getenv("PORT", 8080)), interface="asgi").serve()
