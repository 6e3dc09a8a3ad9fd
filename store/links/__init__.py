"""What reaches out of this machine, over httpx, which is imported where it is first used and never holds up a screen."""
