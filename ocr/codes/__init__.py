"""What QR codes and address-book files say about a contact."""
