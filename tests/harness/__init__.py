"""What the tests look through: a real terminal, a drawer of pictures, screens as text, and the sources as trees."""
