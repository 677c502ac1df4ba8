"""Execution and its record: jobs, processes, what each notebook depends on, what is stale."""
