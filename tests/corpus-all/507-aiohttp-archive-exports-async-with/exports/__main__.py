import os

from aiohttp import web

from .routes import routes


def main():
    app = web.Application(client_max_size=64 * 2**20)
    app.add_routes(routes)
    web.run_app(app, host="0.0.0.0", port=int(os.environ.get("PORT", 8080)))


if __name__ == "__main__":
    main()
