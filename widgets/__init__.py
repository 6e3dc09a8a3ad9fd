"""What is seen: widgets that are told what to show, and tell by messages what a person did to them."""
