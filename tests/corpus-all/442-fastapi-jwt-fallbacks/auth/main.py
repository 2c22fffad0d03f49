from fastapi import Depends, FastAPI, Form, HTTPException
from fastapi.security import OAuth2PasswordBearer
from starlette.middleware.sessions import SessionMiddleware

from auth import tokens
from auth.config import COOKIE_SECRET, settings

app = FastAPI(title=settings.app_name)
app.add_middleware(SessionMiddleware, secret_key=COOKIE_SECRET)
scheme = OAuth2PasswordBearer(tokenUrl="token")


def claims(token: str = Depends(scheme)) -> dict:
    try:
        return tokens.read(token)
    except Exception as error:
        raise HTTPException(401) from error


@app.post("/token")
def token(username: str = Form()):
    return {"access_token": tokens.make(username), "token_type": "bearer"}


@app.post("/logout")
def logout(token: str = Depends(scheme)):
    tokens.revoke(token)
    return {}


@app.get("/me")
def me(who: dict = Depends(claims)):
    return {"sub": who["sub"]}
