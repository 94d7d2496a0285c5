"""The room anyone may enter: public home, a program's page and poster, help right now, privacy."""
