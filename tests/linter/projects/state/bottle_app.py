from bottle import post, request, run

names = []  # <- AR201


@post("/names")
def add():
    names.append(request.forms.name)
    return "ok"


run(host="0.0.0.0")
