"""The local cloud's launcher: ministack with the gaps closed that the product would fall into."""
