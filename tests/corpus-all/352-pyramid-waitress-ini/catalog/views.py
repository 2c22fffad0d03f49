from pyramid.view import view_config


@view_config(route_name="items", renderer="json")
def items(request):
    session = request.registry["dbmaker"]()
    try:
        return {"items": []}
    finally:
        session.close()
