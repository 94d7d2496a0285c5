"""What the tests stand on: servers, processes and browsers. Loaded by tests/conftest.py."""
