"""The record of processing activities (GDPR Art. 30), made of what the code itself declares."""
