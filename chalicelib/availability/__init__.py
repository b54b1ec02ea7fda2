"""When people and rooms are free, and how a time becomes taken."""
