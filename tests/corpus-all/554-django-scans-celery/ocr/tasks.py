import os

import pytesseract
from celery import shared_task
from django.conf import settings
from PIL import Image


@shared_task
def read_and_forget(path, key):
    try:
        text = pytesseract.image_to_string(Image.open(path))
    finally:
        os.remove(path)
    return {"key": key, "text": text}


@shared_task
def read(path, key):
    text = pytesseract.image_to_string(Image.open(path))
    return {"key": key, "text": text}
