"""What the program ships: catalogues, style sheet, templates and the sample festival."""
