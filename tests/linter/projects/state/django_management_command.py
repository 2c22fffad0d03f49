from django.core.management.base import BaseCommand

SEEN = set()


class Command(BaseCommand):
    def handle(self, *args, **options):
        SEEN.add(options["name"])
