"""Check-in codes: their form, the key that they are made with, how a scan is read, and how a code is drawn."""
