"""The docs say what is so: every command in them runs, what they show is what comes out, and what is generated is not stale."""

import gzip
import importlib.util
import json
import re
import shlex
import shutil
import tarfile

import pytest
from command import cleaner
from conftest import ROOT
from drops import CLEAN

from cleaner.article import FLAGS

DOCS = sorted((ROOT / "docs").glob("*.md"))
GENERATED = {"cli.md": "cli", "rules.md": "rule_pages", "article.md": "article"}


def blocks(path, language):
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


def generate():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", GENERATED)
def test_what_is_generated_is_not_stale(name):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == getattr(generate(), GENERATED[name])(), "run docs/generate.py"


def archives(folder):
    """The page in an archive, and in a table."""
    from backports import zstd

    with tarfile.open(folder / "drop.tar", "w") as archive:
        archive.add(folder / "drop/page.txt", "page.txt")
    (folder / "drop.tar.zst").write_bytes(zstd.compress((folder / "drop.tar").read_bytes()))
    (folder / "pages.jsonl.gz").write_bytes(gzip.compress(json.dumps({"id": "page.txt", "text": CLEAN}).encode()))


@pytest.mark.parametrize("path", [p for p in DOCS if blocks(p, "sh")], ids=lambda p: p.name)
def test_every_command_runs(path, tmp_path):
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/page.txt").write_text(CLEAN, encoding="utf-8")
    shutil.copytree(ROOT / "tests/labelled", tmp_path / "labelled")
    if path.name == "ci.md":
        cleaner("split", "drop", cwd=tmp_path, check=0)
    if path.name == "corrections.md":
        (tmp_path / "corrections.json").write_text('{"schema": "cleaner/corrections/1", "corrections": []}', encoding="utf-8")
        shutil.rmtree(tmp_path / "labelled")
    if path.name == "cluster.md":
        archives(tmp_path)
    commands = [line for block in blocks(path, "sh") for line in block.splitlines()]
    assert all(line.startswith("cleaner ") for line in commands)
    for line in commands:
        cleaner(*shlex.split(line, comments=True)[1:], cwd=tmp_path, check=0)


def test_the_tour_shows_what_comes_out():
    shown = blocks(ROOT / "docs/tour.md", "text")
    found = cleaner("check", "seeds/", "--exit-zero", cwd=ROOT, check=0).stdout.decode()
    repeats = cleaner("explain", next((ROOT / "seeds").glob("*.txt")), "--rule", "near-duplicate", cwd=ROOT, check=0).stdout.decode()
    assert shown == [found, repeats]


def test_json_in_the_docs_is_json_that_is_understood(tmp_path):
    from cleaner.corrections.read import read_corrections

    [text] = blocks(ROOT / "docs/corrections.md", "json")
    (tmp_path / "corrections.json").write_text(text, encoding="utf-8")
    [(page, [one])] = read_corrections([str(tmp_path / "corrections.json")]).items()
    assert page == "2023/page.txt" and one.joins is True and one.kind == "body" and one.after is not None


def test_the_ignore_file_of_the_docs_is_understood():
    from cleaner.check.ignore import suppressions

    [text] = [block for block in blocks(ROOT / "docs/ci.md", "text") if "RULE" in block]
    assert [s.rule for s in suppressions(text, "docs/ci.md")] == ["orphan", "many-repeats"]


def test_the_settings_of_the_docs_are_those_that_hold():
    import tomllib

    from cleaner.check.limits import LIMITS

    [text] = blocks(ROOT / "docs/ci.md", "toml")
    assert tomllib.loads(text) == {"check": LIMITS}


def test_every_flag_is_a_rule_or_a_correction():
    from cleaner.check.rules import rules

    assert set(FLAGS) - {"corrected"} <= set(rules())


def test_links_lead_somewhere():
    found = [
        (path, target)
        for path in [*DOCS, ROOT / "README.md"]
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8"))
    ]
    assert found
    for path, target in found:
        assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_manifest_names_what_was_split():
    held = json.loads((ROOT / "out/manifest.json").read_text(encoding="utf-8"))
    assert {page["path"] for page in held["pages"]} == {path.name for path in (ROOT / "seeds").iterdir()}


def test_the_scheduler_files_of_the_docs_run_their_shares(tmp_path):
    """The lines that Slurm and Kubernetes run, with their variables set as they set them."""
    import os
    import subprocess
    import sys

    yaml = pytest.importorskip("yaml", reason="the job is YAML; pip install pyyaml")
    (tmp_path / "pages").mkdir()
    for name in "ab":
        (tmp_path / f"pages/{name}.txt").write_text(CLEAN.replace("新桥", f"新{name}桥"), encoding="utf-8")
    [slurm] = blocks(ROOT / "docs/cluster.md", "bash")
    job, cluster = map(yaml.safe_load, blocks(ROOT / "docs/cluster.md", "yaml"))
    assert {"cluster_name", "provider", "auth", "head_start_ray_commands", "worker_start_ray_commands"} <= cluster.keys()
    [pod] = job["spec"]["template"]["spec"]["containers"]
    lines = {
        "slurm": (slurm.replace("/archive/out", "slurm").replace("/archive/pages", "pages"), "SLURM_ARRAY_TASK_ID", 1),
        "pods": (pod["args"][0].replace("/out", "pods").replace("/pages", "pages").replace("/64", "/2"), "JOB_COMPLETION_INDEX", 0),
    }
    path = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]
    for name, (line, variable, first) in lines.items():
        for number in (first, first + 1):
            env = {**os.environ, "PATH": path, variable: str(number), "SLURM_ARRAY_TASK_COUNT": "2"}
            subprocess.run(["bash", "-e", "-c", line], cwd=tmp_path, env=env, check=True)
        pages = json.loads((tmp_path / name / "manifest.json").read_text(encoding="utf-8"))["pages"]
        assert [page["path"] for page in pages] == ["a.txt", "b.txt"]
