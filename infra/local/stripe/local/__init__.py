"""The controls that tests and developers have and Stripe has not."""
