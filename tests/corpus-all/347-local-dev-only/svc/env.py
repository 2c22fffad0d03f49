import os

ENVIRONMENT = os.environ.get("ENVIRONMENT", "production")
IS_LOCAL = ENVIRONMENT == "local"
