"""What `ocr` raises; the caller turns these into words for a person."""


class ReadingError(Exception):
    """A capture could not be read. `reason` is a stable slug, never text from the capture."""

    reason = "unreadable"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or self.reason)


class UnknownFormatError(ReadingError):
    """The bytes are none of the formats that are read, whatever their name says."""

    reason = "unknown_format"


class BrokenFileError(ReadingError):
    """The format is known but the content is cut off or damaged."""

    reason = "broken_file"


class TooLargeError(ReadingError):
    """The picture has more pixels, or the mail more parts, than a reading may take."""

    reason = "too_large"


class EngineError(ReadingError):
    """The engine is missing, refuses its canary line, crashed or ran out of time."""

    reason = "engine_failed"
