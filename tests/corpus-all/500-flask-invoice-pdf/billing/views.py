import tempfile

from flask import Blueprint, current_app, render_template, request, send_file
from xhtml2pdf import pisa

from . import render

bp = Blueprint("billing", __name__)


@bp.get("/invoices/<int:number>.pdf")
def invoice(number):
    html = render_template("invoice.html", number=number)
    path = render.to_pdf(html)
    return send_file(path, mimetype="application/pdf", download_name=f"{number}.pdf")


@bp.post("/letters")
def letter():
    logo = render.logo_path(request.files["logo"].read())
    html = render_template("letter.html", logo=logo, text=request.form["text"])
    result = tempfile.NamedTemporaryFile(suffix=".pdf", delete=False)
    status = pisa.CreatePDF(html, dest=result)
    result.close()
    if status.err:
        current_app.logger.error("pisa failed: %s", status.err)
        return "could not render", 500
    return send_file(result.name, as_attachment=True)
