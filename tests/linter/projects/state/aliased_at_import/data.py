USERS = {}  # <- AR201
