"""What the desk's pages need, one module per page; each page asks the same number of questions whatever it shows."""
