"""Addresses never to be written to again, known by keyed hashes that outlive the person's data.

The policy: "Observera att när man säger upp prenumerationen […] behåller vi en registrering av
e-postadressen för att se till att vi inte skickar några e-postmeddelanden med marknadsföring."
"""
