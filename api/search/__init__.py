"""Finding contacts by the beginnings of their words; owns `GET /contacts`."""
