"""A believable story for newcomers: three programs, people in every role, told through the services only."""
