"""`make tour`: the whole journey of a clinic and its patient, walked in a real browser."""
