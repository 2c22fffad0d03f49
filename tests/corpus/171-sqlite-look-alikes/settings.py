import os


def database_url():
    url = os.environ["DATABASE_URL"]
    if url.startswith("sqlite"):
        raise RuntimeError("sqlite:///... does not last here")
    return url.replace("postgres://", "postgresql://", 1)
