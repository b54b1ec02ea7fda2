"""What is subscribed to, and how that changes with time."""
