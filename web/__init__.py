"""The web app; `api.app` serves what lies in `app/`."""
