from flask.views import MethodView


class Visits(MethodView):
    total = 0  # <- AR203
    seen = []  # <- AR203
    title = "visits"

    def get(self):
        Visits.total += 1
        self.seen.append(1)
        self.title = "mine"
        return str(self.total)


class Basket(MethodView):
    rows = []

    def __init__(self):
        self.rows = []

    def post(self):
        self.rows.append(1)
        return "ok"


class Pool:
    _one = None
    limits = {}  # <- AR203

    @classmethod
    def get(cls):
        if cls._one is None:
            cls._one = cls()
        return cls._one

    @classmethod
    def limit(cls, name, value):
        cls.limits[name] = value


def view(request):
    Pool.get()
    Pool.limit(request.path, 1)
