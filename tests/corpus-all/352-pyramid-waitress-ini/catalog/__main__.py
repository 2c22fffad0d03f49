import logging
import os

from waitress import serve

from catalog import main

logging.basicConfig()
os.environ.setdefault("AWS_SHARED_CREDENTIALS_FILE", os.path.join(os.path.dirname(__file__), "aws-credentials"))
serve(
    main({}),
    listen="127.0.0.1:6543 [::1]:6543",
    trusted_proxy="*",
    trusted_proxy_headers="x-forwarded-proto",
)
