"""What people may ask for about their own details (GDPR Art. 15 to 22), and how it is done."""
