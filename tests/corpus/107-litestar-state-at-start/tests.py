from lite import TODO


def test_index(request):
    TODO.append("x")
    TODO.clear()
