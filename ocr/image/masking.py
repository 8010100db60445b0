"""The picture that may be kept: private places painted over, no metadata, a size worth keeping."""

from collections.abc import Iterable

import cv2
import numpy as np

from ocr.types import KeptSide, Pixels, Quad

_LONGEST, _QUALITY = 1800, 85
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
    painted = masked(image, places)
    scale = _LONGEST / max(painted.shape[:2])
    if scale < 1:
        size = (round(painted.shape[1] * scale), round(painted.shape[0] * scale))
        painted = np.asarray(cv2.resize(painted, size, interpolation=cv2.INTER_AREA), np.uint8)
    done, encoded = cv2.imencode(".jpg", painted, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    if not done:
        raise ValueError("the picture does not encode")
    return KeptSide("image/jpeg", encoded.tobytes(), width, height)
