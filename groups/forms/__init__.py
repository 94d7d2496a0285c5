"""The forms of groups, one module per page that has one."""
