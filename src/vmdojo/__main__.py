"""``python -m vmdojo`` is ``vmdojo``."""

from __future__ import annotations

import sys

from vmdojo.cli.main import main

sys.exit(main())
