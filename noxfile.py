"""The tasks of this repository: `nox -s site` builds the site, `nox -s tests` proves it."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.download_python = "never"
nox.options.sessions = ["site", "tests"]

PROJECT = nox.project.load_toml("pyproject.toml")
PACKAGE = "docs/_ext/sphinx_dossier"
BUILD = Path("build")
CORE_TESTS = ["tests/core", "tests/test_imports.py"]
"""What needs neither Sphinx nor docutils."""
FRESH = f"{PACKAGE}/commands/fresh"
WORKFLOWS = [".github/workflows/*.yml", f"{FRESH}/_github/workflows/*.yml"]
HOSTED = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.github-issue-forms": [".github/ISSUE_TEMPLATE/*[!g].yml"],  # all but config.yml
    "vendor.github-issue-config": [".github/ISSUE_TEMPLATE/config.yml"],
    "vendor.readthedocs": [".readthedocs.yaml", f"{FRESH}/_readthedocs.yaml"],
}
"""Which schema holds for which files of the code host and of the preview, here and in what `dossier init` makes."""


def group(*names: str) -> list[str]:
    """Give the requirements of the dependency groups `names`."""
    return list(nox.project.dependency_groups(PROJECT, *names))


def found(*patterns: str) -> list[str]:
    """Give the files that some patterns stand for."""
    return [str(file) for pattern in patterns for file in sorted(Path().glob(pattern))]


def lowest(requirements: list[str]) -> list[str]:
    """Turn each lower bound into that very version."""
    return [requirement.replace(">=", "==") for requirement in requirements]


def install(session: nox.Session, *requirements: str) -> None:
    """Install the package as it stands in the working tree, and `requirements`."""
    session.install("--editable", ".", *requirements)


@nox.session
def site(session: nox.Session) -> None:
    """Build the site; a problem fails the session, but only after everything else is built."""
    install(session, *group("site"))
    output = BUILD / "site"
    arguments = ["-n", "-W", "--keep-going", "-b", "html", "-d", str(BUILD / "doctrees"), "docs", str(output)]
    try:
        session.run("sphinx-build", *arguments, *session.posargs)
    finally:
        index = output / "index.html"
        if index.is_file():
            print(f"The site: {index} ({index.resolve().as_uri()})", flush=True)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; tests in a browser are skipped where there is no Chromium, unless CI is set."""
    install(session, *group("tests"))
    session.run("pytest", *session.posargs)


@nox.session(python=["3.11", "3.12", "3.13", "3.14"])
def pythons(session: nox.Session) -> None:
    """Run the tests on every Python at hand."""
    tests(session)


@nox.session
def core(session: nox.Session) -> None:
    """Run the tests of the core where neither Sphinx nor docutils is installed."""
    session.install("--no-deps", "--editable", ".")
    session.install(*(r for r in PROJECT["project"]["dependencies"] if r.startswith("pyyaml")), *group("core"))
    absent = "import importlib.util as u, sys; sys.exit(any(map(u.find_spec, ('sphinx', 'docutils'))))"
    session.run("python", "-c", absent)
    session.run("pytest", *CORE_TESTS, *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, formatting and types, and the workflows and forms of the code host."""
    install(session, *group("lint", "tests"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    folders = [name for name in ("scripts", "tests") if any(Path(name).rglob("*.py"))]
    session.run("mypy", PACKAGE, "noxfile.py", *folders)
    session.run("python", "-m", "scripts.shell_steps")
    session.run("zizmor", "--offline", "--no-progress", "--quiet", *found(*WORKFLOWS))
    for schema, patterns in HOSTED.items():
        session.run("check-jsonschema", "--builtin-schema", schema, *found(*patterns))


@nox.session
def serve(session: nox.Session) -> None:
    """Show the site in a browser and build it anew at every change."""
    install(session, *group("site"))
    session.run("dossier", "serve", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Time our builds beside those of others, as in `nox -s bench -- --sizes 1000`."""
    install(session, *group("bench"))
    session.run("python", "scripts/bench", *session.posargs)


@nox.session
def floor(session: nox.Session) -> None:
    """Run the tests with the oldest versions that pyproject.toml allows."""
    install(session, *lowest(PROJECT["project"]["dependencies"] + group("site")), *group("tests"))
    session.run("pytest", *session.posargs)


@nox.session
def audit(session: nox.Session) -> None:
    """Run Lighthouse and the Nu checker over the built site; both need npm, and are left out where it is missing."""
    if not all(shutil.which(program) for program in ("node", "npm")):
        session.skip("Lighthouse and the Nu checker come from npm, which is not here")
    site(session)
    tools = BUILD / "npm"
    tools.mkdir(parents=True, exist_ok=True)
    environment = {"PUPPETEER_SKIP_DOWNLOAD": "1"}
    packages = ["lighthouse@12.8.2", "vnu-jar@26.9.27"]
    command = ["npm", "install", "--no-fund", "--no-audit", "--prefix", str(tools), *packages]
    session.run(*command, external=True, env=environment)
    session.run("python", "-m", "scripts.audit", str(BUILD / "site"), str(tools))
