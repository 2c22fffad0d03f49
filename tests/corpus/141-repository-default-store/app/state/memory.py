sessions = {}
audit = []
