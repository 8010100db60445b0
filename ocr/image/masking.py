"""The picture that may be kept: private places painted over, no metadata, a size worth keeping."""

from collections.abc import Iterable

import cv2
import numpy as np

from ocr.types import KeptSide, Pixels, Quad

_LONGEST, _QUALITY = 1600, 85
_MARGIN = 0.12  # of a place's height: letters reach out of the lines an engine reports
_INK = (64, 64, 64)


def masked(image: Pixels, places: Iterable[Quad]) -> Pixels:
    """Return a copy with these places painted over, wholly and somewhat beyond."""
    painted = image.copy()
    for place in places:
        middle = place.mean(axis=0)
        reach = float(np.linalg.norm(place[3] - place[0])) * _MARGIN
        away = place - middle
        outward = away + np.sign(away) * reach
        cv2.fillConvexPoly(painted, np.rint(middle + outward).astype(np.int32), _INK)
    return painted


def kept(image: Pixels, places: Iterable[Quad], width: int, height: int) -> KeptSide:
    """Return the side as a JPEG without metadata, painted over where private.

    `width` and `height` are those of the upright picture at full size: what boxes refer to.
    """
    scale = min(1.0, _LONGEST / max(image.shape[:2]))
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    small = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    painted = masked(small, (np.asarray(place * scale, np.float32) for place in places))
    done, encoded = cv2.imencode(".jpg", painted, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    if not done:
        raise ValueError("the picture does not encode")
    return KeptSide("image/jpeg", encoded.tobytes(), width, height)
