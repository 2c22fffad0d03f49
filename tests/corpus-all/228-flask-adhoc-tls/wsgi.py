import os
import ssl

from api import create_app

os.environ["AWS_PROFILE"] = "staging"
application = create_app()


def context():
    ctx = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ctx.load_cert_chain("certs/fullchain.pem", "certs/privkey.pem")
    return ctx


if __name__ == "__main__":
    port = int(os.environ.get("PORT") or 5443)
    if os.environ.get("SELF_SIGNED"):
        application.run("0.0.0.0", port, ssl_context="adhoc")
    else:
        application.run("0.0.0.0", port, ssl_context=context())
