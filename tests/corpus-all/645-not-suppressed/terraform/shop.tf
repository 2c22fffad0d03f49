resource "aws_apprunner_service" "shop" {
  colour = "blue"
  service_name = "shop"
  source_configuration {
    image_repository {
      image_identifier      = "${data.aws_ecr_repository.shop.repository_url}:latest"
      image_repository_type = "ECR"
      image_configuration {
        port = "8080" # runready: ignore[AR701] the wrong code
      }
    }
  }
}
