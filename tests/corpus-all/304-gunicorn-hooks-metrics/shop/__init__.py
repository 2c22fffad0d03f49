from flask import Flask, redirect, request


def create_app():
    app = Flask(__name__)

    @app.before_request
    def force_https():
        if request.scheme == "http":
            return redirect(request.url.replace("http://", "https://"), code=302)

    from shop.views import bp

    app.register_blueprint(bp)
    return app
