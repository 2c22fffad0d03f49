import requests

API = "https://api.open-meteo.com/v1/forecast"


def forecast(city):
    answer = requests.get(API, params={"city": city}, timeout=5)
    return answer.json()
