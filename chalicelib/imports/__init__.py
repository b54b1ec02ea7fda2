"""How patients come in from the files that other systems export."""
