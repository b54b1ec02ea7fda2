"""How a call to the API is read, admitted and answered."""
