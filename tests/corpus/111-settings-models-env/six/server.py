import uvicorn
import yaml

with open("server.yaml") as f:
    settings = yaml.safe_load(f)

if __name__ == "__main__":
    uvicorn.run("six.web:app", host=settings["host"], port=settings["port"])
