"""Events, and how they reach the product."""
