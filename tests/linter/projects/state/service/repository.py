_items: dict[int, dict] = {}  # <- AR201


class Repository:
    def save(self, item):
        _items[item["id"]] = item
        return item


def get_repository():
    return Repository()
