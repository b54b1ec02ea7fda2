"""What is owed: invoices from draft to paid."""
