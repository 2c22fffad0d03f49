import falcon

from .resources import Archive, Sales, Warehouse

app = falcon.App()
app.add_route("/sales/{year:int}.csv", Sales())
app.add_route("/archive/{name}", Archive())
app.add_route("/warehouse", Warehouse())
