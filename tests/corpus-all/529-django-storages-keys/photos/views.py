import os

import boto3
from django.conf import settings
from django.http import JsonResponse

from .models import Photo


def add(request):
    photo = Photo.objects.create(image=request.FILES["image"])
    return JsonResponse({"url": photo.image.url})


def rescan(request):
    os.environ["AWS_PROFILE"] = "photos-admin"
    client = boto3.client("rekognition", region_name=settings.AWS_S3_REGION_NAME)
    labels = client.detect_labels(
        Image={"S3Object": {"Bucket": settings.AWS_STORAGE_BUCKET_NAME, "Name": request.POST["name"]}}
    )
    return JsonResponse({"labels": [label["Name"] for label in labels["Labels"]]})
