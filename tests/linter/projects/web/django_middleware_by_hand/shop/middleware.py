from django.http import HttpResponsePermanentRedirect


class ForceHttps:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.is_secure():
            url = request.build_absolute_uri(request.get_full_path())
            return HttpResponsePermanentRedirect(url.replace("http://", "https://"))  # <- AR105
        return self.get_response(request)
