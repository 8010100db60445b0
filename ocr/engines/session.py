"""How models run here: one thread, no spinning; two workers use two cores better than one."""

import onnxruntime

from ocr.engines import models
from ocr.errors import EngineError


def load(name: str) -> onnxruntime.InferenceSession:
    """Return a session on a model of `ocr/models`.

    Raises:
        EngineError: the model is missing, not the pinned one, or does not load.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(
            str(models.path(name)), options, providers=["CPUExecutionProvider"]
        )
    except (RuntimeError, ValueError) as error:
        raise EngineError(f"{name}: {error}") from error
