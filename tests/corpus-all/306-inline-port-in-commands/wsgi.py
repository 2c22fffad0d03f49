from rooms import create_app

app = create_app()
