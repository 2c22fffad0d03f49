"""What is asked of a project beside the rules: nothing here is a defect, so nothing here has a code."""
