"""BLAKE2b without OpenSSL: importing `hashlib` loads it for 3 ms, though this digest is Python's own either way."""

from __future__ import annotations

__all__ = ["blake2b"]

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b
