"""Which tenant we serve."""
_tenant = None
_pool = None
_engine = None


def tenant(request):
    global _tenant
    if _tenant is None:
        _tenant = request.headers["X-Tenant"]
    return _tenant


def pool():
    global _pool
    if not _pool:
        import os

        import psycopg_pool
        _pool = psycopg_pool.ConnectionPool(os.environ["DATABASE_URL"])
    return _pool


def engine():
    global _engine
    _engine = _engine or _make_engine()
    return _engine


def _make_engine():
    import os

    from sqlalchemy import create_engine
    return create_engine(os.environ["DATABASE_URL"])
