"""Money moving: payment intents, charges and refunds."""
