from django.core.management.base import BaseCommand

from polls.models import Vote

TOTALS = {}


class Command(BaseCommand):
    help = "Counts the votes"

    def handle(self, *args, **options):
        for vote in Vote.objects.all():
            TOTALS[vote.color] = TOTALS.get(vote.color, 0) + 1
        self.stdout.write(str(TOTALS))
