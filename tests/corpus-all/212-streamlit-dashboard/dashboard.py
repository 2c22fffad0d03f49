import pandas as pd
import streamlit as st

from data import report, reports

st.title("Sales")
choice = st.selectbox("Report", reports())
if choice:
    frame = pd.read_csv(report(choice))
    st.line_chart(frame, x="day", y="sales")
