import sys

from samvag.ops.cli import main

sys.exit(main())
