from environs import Env
from flask import Flask, jsonify

env = Env()
env.read_env()
ADMIN_PORT = env.int("PORT", 5001)

admin = Flask("admin")


@admin.get("/")
def index():
    return jsonify(ok=True)


def main():
    from waitress import serve

    serve(admin, listen=f"*:{ADMIN_PORT}")
