"""The shown names of what the diary keeps by id: the catalog's, or the last ones where the catalog has lost them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gutcli.catalog.library import Catalog
    from gutcli.store.reader import DiaryReader


def find_names(catalog: Catalog, diary: DiaryReader, ids: Iterable[str]) -> dict[str, str]:
    """Name foods and practices; an id that nobody can name stands for itself."""
    names: dict[str, str] = {}
    lost: list[str] = []
    for ident in dict.fromkeys(ids):
        for kind in ("foods", "practices"):
            if (label := catalog.label(kind, ident)) != ident:
                names[ident] = label
                break
        else:
            lost.append(ident)
    if lost:
        last = diary.find_last_names(lost)
        names |= {ident: last.get(ident) or ident for ident in lost}
    return names
