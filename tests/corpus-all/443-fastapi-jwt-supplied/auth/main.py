from fastapi import Depends, FastAPI, Form, HTTPException, Request
from fastapi.security import OAuth2PasswordBearer
from starlette.middleware.sessions import SessionMiddleware

from auth import tokens
from auth.config import COOKIE_SECRET, settings

app = FastAPI(title=settings.app_name)
app.add_middleware(SessionMiddleware, secret_key=COOKIE_SECRET)
scheme = OAuth2PasswordBearer(tokenUrl="token")


def claims(request: Request, token: str = Depends(scheme)) -> dict:
    try:
        request.state.claims = tokens.read(token)
    except Exception as error:
        raise HTTPException(401) from error
    return request.state.claims


@app.post("/token")
def token(request: Request, username: str = Form()):
    request.session["user"] = username
    return {"access_token": tokens.make(username), "token_type": "bearer"}


@app.get("/me")
def me(who: dict = Depends(claims)):
    return {"sub": who["sub"]}
