import streamlit as st

from hub.db import db

st.metric("items", db.items.count_documents({}))
