import os
import tempfile

from flask import Blueprint, after_this_request, current_app, render_template, request, send_file

from . import render

bp = Blueprint("billing", __name__)


@bp.get("/invoices/<int:number>.pdf")
def invoice(number):
    html = render_template("invoice.html", number=number)
    return send_file(render.to_pdf(html), mimetype="application/pdf", download_name=f"{number}.pdf")


@bp.get("/invoices/<int:number>/size")
def size(number):
    with render.pdf_file(render_template("invoice.html", number=number)) as path:
        return {"bytes": os.path.getsize(path)}


@bp.post("/stamps")
def stamp():
    fd, path = tempfile.mkstemp(suffix=".pdf")

    @after_this_request
    def forget(response):
        try:
            os.remove(path)
        except OSError as error:
            current_app.logger.warning("left %s: %s", path, error)
        return response

    with os.fdopen(fd, "wb") as out:
        out.write(request.get_data())
    return send_file(path)


@bp.post("/scans")
def scan():
    handle = tempfile.NamedTemporaryFile(delete=False)
    try:
        request.files["scan"].save(handle)
        handle.close()
        response = send_file(handle.name)
    except BaseException:
        handle.close()
        os.unlink(handle.name)
        raise
    response.call_on_close(lambda: os.unlink(handle.name))
    return response
