"""Shuts a process in: what a decoder may still do is compute, and only so much of it.

Four walls, each for what the others let through: limits of the kernel on memory, time and files;
Landlock, no path of the file system; a system call filter, no process, no socket, no signal to
others. Linux only; where a kernel lacks Landlock or the filter does not know the machine, the
limits stand alone: without a file descriptor to be had there is still no file and no socket.
"""

import contextlib
import ctypes
import os
import platform
import resource
import signal
import struct
from collections.abc import Sequence

import landlock

CPU_SECONDS = 10
MOST_MEMORY = 700 << 20  # bytes beyond what the warm parent has mapped

# linux/prctl.h, linux/seccomp.h
_SET_SIGNAL_AT_PARENTS_DEATH, _SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 1, 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # linux/bpf_common.h
_NUMBER, _MACHINE, _FLAGS = 0, 4, 16  # offsets in struct seccomp_data; flags: clone's first word
_ALLOW, _DENY, _UNKNOWN, _KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
_CLONE_THREAD, _OTHER_ABI = 0x00010000, 0x40000000
_CLONE3 = 435  # its flags lie in memory a filter cannot read: said to be unknown, clone is used

# By machine: AUDIT_ARCH, clone, and what is denied: fork, vfork, execve, execveat, socket,
# socketpair, kill, tkill, tgkill, ptrace, process_vm_readv, process_vm_writev, io_uring_setup,
# pidfd_open (the tables asm/unistd_64.h and asm-generic/unistd.h).
_CALLS = {
    "x86_64": (
        0xC000003E,
        56,
        (57, 58, 59, 322, 41, 53, 62, 200, 234, 101, 310, 311, 425, 434),
    ),
    "aarch64": (
        0xC00000B7,
        220,
        (221, 281, 198, 199, 129, 130, 131, 117, 270, 271, 425, 434),
    ),
}


def confine() -> None:
    """Give up all that decoding does not need, and life itself when the parent dies.

    There is no way back. What lies open stays open. Imports fail from here on: whatever is needed
    was imported before.
    """
    _control(_SET_SIGNAL_AT_PARENTS_DEATH, signal.SIGKILL)
    _limit()
    with contextlib.suppress(OSError):
        landlock.Ruleset().apply()
    calls = _CALLS.get(platform.machine())
    if calls is not None:
        _filter(_program(*calls))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _limit() -> None:
    mapped = int(_statm().split()[0]) * resource.getpagesize()
    limits = {
        resource.RLIMIT_AS: mapped + MOST_MEMORY,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for which, most in limits.items():
        resource.setrlimit(which, (most, most))


def _statm() -> str:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  pathlib is no decoder
        return file.read()


def _program(machine: int, clone: int, denied: Sequence[int]) -> bytes:
    """Return the filter in the kernel's classic BPF: a jump skips so many instructions."""
    checks = [(_EQUAL, number, _DENY) for number in denied]
    checks += [(_AT_LEAST, _OTHER_ABI, _DENY), (_EQUAL, _CLONE3, _UNKNOWN)]
    lines = [
        _line(_LOAD, value=_MACHINE),
        _line(_EQUAL, met=1, value=machine),
        _line(_RETURN, value=_KILL),
        _line(_LOAD, value=_NUMBER),
    ]
    for test, value, answer in checks:
        lines += [_line(test, unmet=1, value=value), _line(_RETURN, value=answer)]
    lines += [
        _line(_EQUAL, unmet=3, value=clone),
        _line(_LOAD, value=_FLAGS),
        _line(_ANY_BIT, met=1, value=_CLONE_THREAD),
        _line(_RETURN, value=_DENY),
        _line(_RETURN, value=_ALLOW),
    ]
    return b"".join(lines)


def _line(code: int, *, met: int = 0, unmet: int = 0, value: int) -> bytes:
    return struct.pack("HBBI", code, met, unmet, value)  # struct sock_filter


def _filter(program: bytes) -> None:
    lines = ctypes.create_string_buffer(program, len(program))
    header = ctypes.create_string_buffer(
        struct.pack("HP", len(program) // 8, ctypes.addressof(lines))  # struct sock_fprog
    )
    _control(_SET_NO_NEW_PRIVILEGES, 1)
    _control(_SET_SECCOMP, _FILTER, ctypes.addressof(header))


def _control(what: int, *arguments: int) -> None:
    words = [ctypes.c_ulong(word) for word in (*arguments, 0, 0, 0)[:4]]
    if ctypes.CDLL(None, use_errno=True).prctl(what, *words):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
