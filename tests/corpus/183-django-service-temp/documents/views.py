from django.http import HttpResponse
from django.views.decorators.http import require_POST

from documents.services import convert


@require_POST
def pdf(request):
    return HttpResponse(convert.to_pdf(request.FILES["document"]), content_type="application/pdf")


@require_POST
def text(request):
    return HttpResponse(convert.to_text(request.FILES["document"]), content_type="text/plain")
