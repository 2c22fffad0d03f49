from django.core.management.base import BaseCommand

FOUND = {}


class Command(BaseCommand):
    def handle(self, *args, **options):
        for name in args:
            FOUND[name] = True
