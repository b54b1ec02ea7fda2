"""Where the two Python environments of a checkout lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
PYTHON = ROOT / ".venv" / "bin" / "python"
CLOUD_PYTHON = LOCAL / "cloud-venv" / "bin" / "python"
