"""The customer portal's sessions and settings."""
