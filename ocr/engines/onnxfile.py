"""Cuts parts out of an ONNX file, by its wire format alone.

An ONNX model is one protobuf message; the numbers of the few fields touched here are those of
onnx.proto3. What is not touched is copied as it is, in its order, so that the same input gives
the same bytes.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_MORE, _SEVEN_BITS = 128, 127
_GRAPH, _METADATA = 7, 14  # of ModelProto
_NODE, _TITLE, _WEIGHT, _INPUT, OUTPUT, _SHAPE = 1, 2, 5, 11, 12, 13  # of GraphProto
_DIMS, _TYPE, _NAME, _RAW = 1, 2, 8, 9  # of TensorProto
_FLOAT = 1

# A message as its fields in order: number, wire type, value.
Field = tuple[int, int, "int | bytes"]


def fields(message: bytes) -> Iterator[Field]:
    """Yield the fields of a message. Raises ValueError on a wire type that is not in use."""
    view = memoryview(message)
    at = 0
    while at < len(view):
        key, at = _varint(view, at)
        number, wire = key >> 3, key & 7
        if wire == _VARINT:
            value, at = _varint(view, at)
            yield number, wire, value
            continue
        size = {_FIXED64: 8, _FIXED32: 4}.get(wire)
        if size is None:
            if wire != _BYTES:
                raise ValueError(f"protobuf wire type {wire}")
            size, at = _varint(view, at)
        yield number, wire, bytes(view[at : at + size])
        at += size


def message(parts: Iterable[Field]) -> bytes:
    """Write fields as a message; the inverse of `fields`."""
    out = bytearray()
    for number, wire, value in parts:
        out += _as_varint(number << 3 | wire)
        if isinstance(value, int):
            out += _as_varint(value)
        else:
            if wire == _BYTES:
                out += _as_varint(len(value))
            out += value
    return bytes(out)


def text(parts: Iterable[Field], number: int) -> list[str]:
    """Return the values of a repeated string field."""
    return [v.decode() for n, _, v in parts if n == number and isinstance(v, bytes)]


def metadata(model: Sequence[Field]) -> dict[str, str]:
    """Return the metadata of a model: key to value."""
    entries = [list(fields(v)) for n, _, v in model if n == _METADATA and isinstance(v, bytes)]
    return {text(entry, 1)[0]: text(entry, 2)[0] for entry in entries}


def with_metadata(model: Sequence[Field], key: str, value: str) -> list[Field]:
    """Return the model with this entry as its only metadata."""
    entry = message([(1, _BYTES, key.encode()), (2, _BYTES, value.encode())])
    return [part for part in model if part[0] != _METADATA] + [(_METADATA, _BYTES, entry)]


def graph(model: Sequence[Field]) -> list[Field]:
    """Return the graph of a model."""
    return list(fields(next(v for n, _, v in model if n == _GRAPH and isinstance(v, bytes))))


def with_graph(model: Sequence[Field], parts: Iterable[Field]) -> list[Field]:
    """Return the model with this graph, without the shapes worked out for the old one."""
    kept = message(part for part in parts if part[0] != _SHAPE)
    return [(_GRAPH, _BYTES, kept) if part[0] == _GRAPH else part for part in model]


def take_columns(parts: Sequence[Field], name: str, columns: Sequence[int]) -> list[Field]:
    """Return a graph whose float initializer `name` keeps these entries of its last axis."""
    return [_cut(part, name, columns) if part[0] == _WEIGHT else part for part in parts]


def _cut(part: Field, name: str, columns: Sequence[int]) -> Field:
    value = part[2]
    if not isinstance(value, bytes):
        return part
    tensor = list(fields(value))
    if text(tensor, _NAME) != [name]:
        return part
    dims = [v for n, _, v in tensor if n == _DIMS and isinstance(v, int)]
    raw = next(v for n, _, v in tensor if n == _RAW and isinstance(v, bytes))
    if (_TYPE, _VARINT, _FLOAT) not in tensor:
        raise ValueError(f"{name} is not of type float")
    numbers: npt.NDArray[np.float32] = np.frombuffer(raw, "<f4").reshape(dims)
    cut = np.ascontiguousarray(numbers[..., list(columns)])
    head: list[Field] = [(_DIMS, _VARINT, size) for size in cut.shape]
    rest = [field for field in tensor if field[0] not in {_DIMS, _RAW}]
    return _WEIGHT, _BYTES, message([*head, *rest, (_RAW, _BYTES, cut.tobytes())])


def value_info(name: str) -> bytes:
    """Return a float tensor's declaration without a shape, as a graph's input or output."""
    tensor = message([(1, _VARINT, _FLOAT)])
    return message([(1, _BYTES, name.encode()), (2, _BYTES, message([(1, _BYTES, tensor)]))])


def tail(parts: Sequence[Field], source: str) -> list[Field]:
    """Return the part of a graph that follows from the value `source`, with it as its input."""
    known, nodes, used = {source}, [], set()
    weights = {_name(part): part for part in parts if part[0] == _WEIGHT}
    for part in parts:
        if part[0] != _NODE or not isinstance(part[2], bytes):
            continue
        node = list(fields(part[2]))
        if known & set(text(node, 1)):
            nodes.append(part)
            known |= set(text(node, 2))
            used |= set(text(node, 1)) & set(weights)
    title = [part for part in parts if part[0] == _TITLE]
    ends = [part for part in parts if part[0] == OUTPUT]
    declared: Field = (_INPUT, _BYTES, value_info(source))
    return [*nodes, *title, *(weights[name] for name in sorted(used)), declared, *ends]


def _name(part: Field) -> str:
    value = part[2]
    return text(list(fields(value)), _NAME)[0] if isinstance(value, bytes) else ""


def _varint(view: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = view[at]
        at += 1
        value |= (byte & _SEVEN_BITS) << shift
        shift += 7
        if byte < _MORE:
            return value, at


def _as_varint(value: int) -> bytes:
    out = bytearray()
    while value >= _MORE:
        out.append(value & _SEVEN_BITS | _MORE)
        value >>= 7
    out.append(value)
    return bytes(out)
