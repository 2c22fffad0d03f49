def init_app(app):
    visits = []  # <- AR201

    def seen():
        visits.append(1)
        return str(len(visits))

    app.add_url_rule("/seen", "seen", seen)
