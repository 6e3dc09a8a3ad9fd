"""What the store does, module by module. `festivals` builds the festivals that the tests run."""
