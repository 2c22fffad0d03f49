from collections import Counter
words = Counter()  # <- AR201
def view(request):
    words.update(request.body.split())
