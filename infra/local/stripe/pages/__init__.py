"""The web pages that a paying person sees."""
