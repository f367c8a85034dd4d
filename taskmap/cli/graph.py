"""``taskmap graph``."""

from __future__ import annotations

from pathlib import Path

import click

from taskmap.cli.base import Command, CountType, Option, PathType, talk
from taskmap.cli.options import complete_agency, data_option, doc_option, load
from taskmap.i18n import N_, _


@click.command(
    cls=Command,
    help=N_(
        "Write the bipartite graph of tasks and agencies to FILE, in the form its ending names: .graphml, .gexf,"
        " .dot, or .json (node-link)."
    ),
    epilog=N_("Example: taskmap graph -o 省人社厅.graphml --agency 省人社厅 --hops 2"),
)
@click.option("-o", "--output", "file", required=True, type=PathType(path_type=Path, dir_okay=False),
              metavar="FILE", cls=Option, help=N_("File to write."))  # fmt: skip
@doc_option
@click.option("--agency", metavar="NAME", shell_complete=complete_agency, cls=Option,
              help=N_("Only what is near this agency."))  # fmt: skip
@click.option("--hops", type=CountType(), default=None, metavar="N", cls=Option,
              help=N_("With --agency: how many edges away; 1: its tasks, 2 (the default): their owners."))  # fmt: skip
@click.option("--force", is_flag=True, cls=Option, help=N_("Overwrite the file if it differs."))
@data_option
@click.pass_context
def command(
    ctx: click.Context, *, file: Path, doc: str | None, agency: str | None, hops: int | None, force: bool
) -> None:
    """Write the graph."""
    from taskmap.connections import ask_graph
    from taskmap.files import write_changed
    from taskmap.writing.graphs import FORMATS, graph_bytes

    if file.suffix.lower() not in FORMATS:
        message = _("{file}: the ending must be one of {endings}").format(file=file, endings=", ".join(FORMATS))
        raise click.UsageError(message)
    if hops and not agency:
        raise click.UsageError(_("--hops goes with --agency"))
    graph = ask_graph(load(ctx), doc=doc, agency=agency, hops=hops or 2)
    write_changed({file: graph_bytes(graph, file.suffix.lower())}, force=force)
    message = _("{nodes} nodes and {edges} edges in {file}")
    talk(message.format(nodes=len(graph), edges=graph.number_of_edges(), file=file))
