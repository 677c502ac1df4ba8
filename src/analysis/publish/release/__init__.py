"""What leaves the study: issues with their record, and editions held against each other."""
