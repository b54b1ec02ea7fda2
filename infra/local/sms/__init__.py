"""A stand-in for AWS End User Messaging: texts, their delivery, the handset and the clock."""
