from nicegui import ui
ui.run(port=8081)  # <- AR101
