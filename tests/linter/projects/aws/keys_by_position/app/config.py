class Config:
    KEY = "@ID@"
    SECRET = "@SECRET@"  # <- AR501
