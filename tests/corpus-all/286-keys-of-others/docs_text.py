EXAMPLES = {
    "configure": """
        export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
        export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
        export AWS_PROFILE=default
    """,
    "placeholder": "aws_secret_access_key = <your secret key>",
}
