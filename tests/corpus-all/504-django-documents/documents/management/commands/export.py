import tempfile

from django.core.management.base import BaseCommand

from documents.models import Document


class Command(BaseCommand):
    def handle(self, *args, **options):
        folder = tempfile.mkdtemp()
        for document in Document.objects.all():
            with open(f"{folder}/{document.pk}.txt", "w") as out:
                out.write(document.title)
        self.stdout.write(folder)
