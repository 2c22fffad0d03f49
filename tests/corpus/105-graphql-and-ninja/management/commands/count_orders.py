from django.core.management.base import BaseCommand

FOUND = []
total = 0


class Command(BaseCommand):
    def handle(self, *args, **options):
        global total
        for name in args:
            FOUND.append(name)
            total += 1
