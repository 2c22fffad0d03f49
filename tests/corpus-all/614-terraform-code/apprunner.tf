resource "aws_apprunner_connection" "github" {
  connection_name = "github"
  provider_type   = "GITHUB"
}

resource "aws_apprunner_service" "api" {
  service_name = "api"

  source_configuration {
    authentication_configuration {
      connection_arn = aws_apprunner_connection.github.arn
    }
    code_repository {
      repository_url = "https://github.com/acme/api"
      source_code_version {
        type  = "BRANCH"
        value = "main"
      }
      code_configuration {
        configuration_source = "API"
        code_configuration_values {
          runtime       = "PYTHON_3"
          build_command = "pip install -r requirements.txt"
          start_command = "uvicorn main:app --host 0.0.0.0 --port $PORT"
          port          = "8080"
        }
      }
    }
  }
}
