"""What the project does with AWS: which clients it makes, what they call, and which credentials it hands them."""
