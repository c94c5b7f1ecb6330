"""``framing`` that saves a run at every step, so that a short one has many moments to be killed at.

Run: python -m tests.training.killed train --data FILE ... -o OUT
"""

from framing.cli.main import run
from framing.training import learning

if __name__ == "__main__":
    learning.SAVE_EVERY = -1.0
    run()
