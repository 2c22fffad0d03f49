NUMBERS = []  # <- AR201
