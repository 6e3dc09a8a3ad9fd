"""What the store survives: kills, cuts, flipped bits, full disks and a second program."""
