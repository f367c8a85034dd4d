"""Messages in the user's language, through gettext.

Messages are translated when they are shown, never when a module is imported, so that one process can speak
several languages. Click takes its own messages from the global domain; :func:`speaking` sets that too.
"""

from __future__ import annotations

import gettext
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DOMAIN = "taskmap"
LOCALE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "locale")
LANGUAGES = ("en", "zh_CN")
CHINESE_LANGUAGE_ID = 0x04
"""Primary language identifier of Chinese in Windows (MS-LCID)."""

_spoken: gettext.NullTranslations = gettext.NullTranslations()


def _(message: str) -> str:
    """Translate ``message`` into the language now spoken."""
    return _spoken.gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a message that holds a number, in the form for ``count``."""
    return _spoken.ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a message that is translated later, where it is shown."""
    return message


def in_every_language(message: str) -> tuple[str, ...]:
    """Return a message as it is said in each language: what somebody else's file may have it in."""
    return message, gettext.translation(DOMAIN, LOCALE, ["zh_CN"], fallback=True).gettext(message)


def language(environ: Mapping[str, str] = os.environ) -> str:
    """Tell which language to speak: ``zh_CN`` or ``en``.

    ``TASKMAP_LANG`` decides, else the locale, else, on Windows, the language of the user's desktop.
    """
    for name in ("TASKMAP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "zh_CN" if value.lower().startswith("zh") else "en"
    if sys.platform == "win32":
        import ctypes

        if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == CHINESE_LANGUAGE_ID:
            return "zh_CN"
    return "en"


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak the language ``code`` (``zh_CN`` or ``en``) inside the block, Click's messages included."""
    global _spoken  # noqa: PLW0603 - gettext's own language is one per process too
    before = _spoken, gettext.textdomain(), os.environ.get("LANGUAGE")
    _spoken = gettext.NullTranslations() if code == "en" else gettext.translation(DOMAIN, LOCALE, [code], fallback=True)
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = "C" if code == "en" else code  # at "C" gettext looks for no file
    try:
        yield
    finally:
        _spoken = before[0]
        gettext.textdomain(before[1])
        if before[2] is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before[2]
