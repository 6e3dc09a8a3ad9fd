"""The check-in desk: what a scan is answered, how someone is found, and the sign-in table."""
