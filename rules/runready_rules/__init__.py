"""What is checked: the platform's contract, the platform profiles and library tables as data, and the static rules."""
