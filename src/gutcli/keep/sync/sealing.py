"""Encryption of what goes into the shared folder, by the program `age`, where the person has it and wants it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from gutcli.errors import GutcliError, UsageError
from gutcli.folders import Folders
from gutcli.text import quoted, safe

_HEADS = (b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----")
KEY = "sync-age-key.txt"
_PATIENCE_S = 30
NO_KEY = "is encrypted, and the key is not here"


class SealError(Exception):
    """Something cannot be encrypted or decrypted; the message says why in a few words."""


def find_key(folders: Folders) -> Path:
    """Return where the key is, whether it is there or not."""
    return Path(folders.config, KEY)


def is_sealed(raw: bytes) -> bool:
    """Return whether `age` wrote it."""
    return raw.startswith(_HEADS)


def make_key(folders: Folders) -> bool:
    """Let there be a key; return whether it is new. Raise GutcliError without the program."""
    key = find_key(folders)
    try:
        if not key.exists():
            from gutcli.folders import write_private

            write_private(key, _run("age-keygen"))
            _find_recipient(key)
            return True
        _find_recipient(key)
    except SealError as error:
        raise GutcliError(
            f"Nothing can be encrypted: {error}.",
            "Install age (age-encryption.org), or share without it: gutcli sync FOLDER. Nothing was written there.",
            code="no_age",
        ) from None
    return False


def refuse_strange_seal(folder: Path, folders: Folders, *, seals: bool) -> None:
    """Raise GutcliError where others encrypt what they write there, and this machine would not, or not for them."""
    if not any(is_sealed(about.read_bytes()[:64]) for about in folder.glob("*/about.json")):
        return
    if not find_key(folders).exists():
        raise GutcliError(
            f"What is in {safe(str(folder))} is encrypted, and the key is not here.",
            f"Copy {KEY} from the machine that shares it to {quoted(find_key(folders))}, then: gutcli sync "
            f"{quoted(folder)} --with age",
            code="no_key",
        )
    if not seals:
        raise UsageError(
            f"What is in {safe(str(folder))} is encrypted.",
            f"Do as the others do: gutcli sync {quoted(folder)} --with age",
        )


def seal(raw: bytes, key: str) -> bytes:
    """Return bytes as the folder shall hold them: encrypted to the key's owner, or as they are without a key.

    Raise OSError where that cannot be done: nothing readable may go out instead.
    """
    if not key:
        return raw
    try:
        return _run("age", "--encrypt", "--recipient", _find_recipient(Path(key)), given=raw)
    except SealError as error:
        raise OSError(0, str(error), "age") from None


def unseal(raw: bytes, key: str) -> bytes:
    """Return the bytes that were sealed; plain ones as they are. Raise SealError where that cannot be done."""
    if not is_sealed(raw):
        return raw
    if not key or not os.path.exists(key):
        raise SealError(NO_KEY)
    return _run("age", "--decrypt", "--identity", key, given=raw)


def _find_recipient(key: Path) -> str:
    """Return to whom a key's owner has things encrypted."""
    return _run("age-keygen", "-y", str(key)).decode("ascii", "replace").strip()


def _run(*argv: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(argv, input=given, capture_output=True, timeout=_PATIENCE_S, check=False)  # noqa: S603
    except FileNotFoundError:
        raise SealError(f"the program {argv[0]} is not installed") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SealError(f"{argv[0]} did not answer ({type(error).__name__})") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SealError(safe(said[0])[:120] if said else f"{argv[0]} failed")
    return done.stdout


def format_key_advice(folders: Folders) -> str:
    """Return how another machine comes by the key."""
    return (
        f"Copy {quoted(find_key(folders))} to the same place on your other machines, by a way you trust, and keep a "
        "copy: without it nobody can read what is in the folder, you included."
    )
