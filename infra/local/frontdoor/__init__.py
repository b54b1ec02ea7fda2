"""The front door: pages, API and live updates under one origin, as CloudFront gives them on AWS."""
