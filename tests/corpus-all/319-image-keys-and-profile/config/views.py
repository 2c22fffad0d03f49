import boto3
from django.http import JsonResponse


def upload_url(request):
    s3 = boto3.client("s3")
    post = s3.generate_presigned_post("uploads", request.GET["name"], ExpiresIn=60)
    return JsonResponse(post)
