def nightly(event, context):
    return {}
