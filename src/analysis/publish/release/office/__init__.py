"""What an office takes up from a release: its reports as a document to edit, a workbook, a data package."""
