from pyramid.view import view_config

import tenancy


@view_config(route_name="home", renderer="json")
def home(request):
    with tenancy.pool().connection() as conn:
        conn.execute("select 1")
    tenancy.engine()
    return {"tenant": tenancy.tenant(request)}
