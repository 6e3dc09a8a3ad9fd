"""The store: what the festival is, what happens to it, and how that is kept. It knows nothing of any screen."""
