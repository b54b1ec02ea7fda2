"""The first step of every command: makes .venv with any Python 3.11+, then goes on inside it.

`python3 infra/local/bootstrap.py MODULE [ARGUMENT...]` runs `python -m MODULE` there. The code
before the version check is kept readable for old interpreters, so that they can say so.
"""

# Plain enough for interpreters of ten years ago, which is what these rules would modernise.
# ruff: noqa: PTH100, PTH118, PTH120, PTH123, RUF005, SIM115, UP031

import os
import sys
import time

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NEWER = ["python3.%d" % minor for minor in range(14, 10, -1)]


def main():  # type: () -> None
    """Chooses the interpreter, makes the environment, and becomes the command."""
    if sys.version_info < NEEDED:
        _become_a_newer_python()
    if sys.platform not in ("linux", "darwin"):
        _stop("Frontdesk's local cloud runs on Linux (tested) and macOS, not on %s." % sys.platform)
    os.chdir(ROOT)
    sys.path.insert(0, ROOT)
    _make_environment()
    python = os.path.join(ROOT, ".venv", "bin", "python")
    os.environ["PATH"] = os.path.dirname(python) + os.pathsep + os.environ.get("PATH", "")
    os.execv(python, [python, "-m"] + sys.argv[1:])


def _become_a_newer_python():  # type: () -> None
    import subprocess

    test = "import sys; sys.exit(sys.version_info < %r)" % (NEEDED,)
    for name in NEWER:
        try:
            if subprocess.call([name, "-c", test], stderr=open(os.devnull, "w")) == 0:
                os.execvp(name, [name] + sys.argv)
        except OSError:
            continue
    found = ".".join(str(part) for part in sys.version_info[:3])
    _stop(
        "Frontdesk needs Python 3.11 or newer and found only %s: install it "
        "(on Debian and Ubuntu: apt-get install python3 python3-venv)." % found
    )


def _make_environment():  # type: () -> None
    from infra.local.environments import DEVELOPMENT, Unmade, alone

    if DEVELOPMENT.is_current():
        return
    try:
        with alone(lambda: _say("Another command makes the Python environment: waiting for it.\n")):
            if DEVELOPMENT.is_current():
                return
            _say("Making the Python environment .venv ... ")
            started = time.time()
            DEVELOPMENT.make()
    except Unmade as unmade:
        _stop("\n%s\n%s" % (unmade.said, unmade))
    _say("%.1f s\n" % (time.time() - started))


def _say(text):  # type: (str) -> None
    sys.stdout.write(text)
    sys.stdout.flush()


def _stop(sentence):  # type: (str) -> None
    sys.stderr.write(sentence + "\n")
    sys.exit(1)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
