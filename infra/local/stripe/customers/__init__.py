"""Who pays, and with which card."""
