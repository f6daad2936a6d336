"""`cleaner schema`."""

from __future__ import annotations

import click

from cleaner.cli import CONTEXT


@click.command("schema", context_settings=CONTEXT)
def command() -> None:
    """Print the JSON Schema of an article file."""
    from cleaner import data

    click.echo(data.text("article.schema.json"), nl=False)
