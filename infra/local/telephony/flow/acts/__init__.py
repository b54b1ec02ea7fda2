"""What each type of action does, one function per type."""
