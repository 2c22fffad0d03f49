from sqlalchemy import create_engine
engine=create_engine('postgresql://x/y')
def f(u):
    return create_engine(u)
