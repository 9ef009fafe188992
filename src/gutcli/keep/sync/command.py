"""`gutcli sync`: several machines, one diary, through any folder that something else carries."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App

EXAMPLES = (
    ("gutcli sync ~/Dropbox/gutcli", "share the diary through this folder, from now on by itself"),
    ("gutcli sync", "now"),
    ("gutcli sync --status", "which machines, and whether all is well"),
    ("gutcli sync ~/Dropbox/gutcli --with age", "the same, encrypted by the program age"),
    ("gutcli sync --off", "stop; the folder stays as it is"),
)


def sync(
    app: App,
    folder: Annotated[str, typer.Argument(metavar="[FOLDER]", help="The folder to share.", show_default=False)] = "",
    status: Annotated[bool, typer.Option("--status", help="Say how it is; change nothing.")] = False,
    off: Annotated[bool, typer.Option("--off", help="Stop sharing here.")] = False,
    take: Annotated[
        str, typer.Option(metavar="FILE", help="Take the other machine's version.", show_default=False)
    ] = "",
    keep: Annotated[str, typer.Option(metavar="FILE", help="Keep the version that is here.", show_default=False)] = "",
    how: Annotated[
        str, typer.Option("--with", metavar="age", help="Encrypt what goes into the folder.", show_default=False)
    ] = "",
) -> None:
    """Share the diary, the profile and the own catalog."""
    from gutcli.errors import UsageError
    from gutcli.keep.sync.sharing import decide, share, stop
    from gutcli.keep.sync.view import build_status

    if [bool(folder), status, off, bool(take), bool(keep)].count(True) > 1:
        raise UsageError("That is more than one wish.", "Give a folder, or one of --status, --off, --take and --keep.")
    if how and (status or off or take or keep):
        raise UsageError("--with goes with a folder alone.", "Encrypt from now on: gutcli sync --with age")
    app.forget_diary()
    if off:
        app.show(stop(app.folders))
    elif status:
        app.show(build_status(app.folders))
    elif take or keep:
        app.show(decide(app.folders, app.now, take or keep, takes=bool(take)))
    else:
        app.show(share(app.folders, app.now, folder, how))


RUN = sync
