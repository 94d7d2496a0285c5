"""The coordinators' pages about groups."""
