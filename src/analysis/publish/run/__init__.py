"""Execution and its record: jobs, kernels, what each notebook depends on, what is stale."""
