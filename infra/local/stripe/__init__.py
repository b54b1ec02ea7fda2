"""A stand-in for Stripe on one machine: the objects that billing uses, and no others."""
