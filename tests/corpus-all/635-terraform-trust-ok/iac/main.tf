resource "aws_iam_role" "apprunner" {
  name               = "apprunner"
  assume_role_policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Principal": {
            "Service": ["build.apprunner.amazonaws.com", "ecs-tasks.amazonaws.com"]
          },
          "Action": "sts:AssumeRole"
        }
      ]
    }
  EOF
}

resource "aws_apprunner_service" "web" {
  service_name = "web"
  source_configuration {
    authentication_configuration {
      access_role_arn = aws_iam_role.apprunner.arn
    }
    image_repository {
      image_identifier      = "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1"
      image_repository_type = "ECR"
    }
  }
}
