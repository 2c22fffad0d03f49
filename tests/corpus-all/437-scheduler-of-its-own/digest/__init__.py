import click
from flask import Flask


def create_app():
    app = Flask(__name__)
    from digest.web import bp

    app.register_blueprint(bp)

    @app.cli.command("digest")
    @click.argument("name")
    def digest(name):
        from threading import Timer

        from digest import jobs

        timer = Timer(60, print, args=("still running",))
        timer.start()
        getattr(jobs, name)()
        timer.cancel()

    return app
