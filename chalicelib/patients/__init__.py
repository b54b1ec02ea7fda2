"""The people that a clinic treats: their cards, and how they are found."""
