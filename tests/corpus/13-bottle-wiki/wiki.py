# a tiny wiki. pages live in memory, that's fine for the office
from bottle import Bottle, request, redirect, template, run

app = Bottle()
pages = {"home": "Welcome!"}
visits = 0
edit_lock_holder = ""

PAGE = "<h1>{{name}}</h1><pre>{{text}}</pre><small>{{visits}} visits</small>"


@app.route("/<name>")
def show(name):
    global visits
    visits += 1
    return template(PAGE, name=name, text=pages.get(name, ""), visits=visits)


@app.post("/<name>")
def save(name):
    global edit_lock_holder
    edit_lock_holder = request.remote_addr
    pages[name] = request.forms.get("text")
    redirect("/" + name)


if __name__ == "__main__":
    run(app, host="localhost", port=8080)
