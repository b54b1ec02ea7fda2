"""A thread that works when it is woken or when its time has come."""

import sys
import threading
import traceback


class Worker(threading.Thread):
    """`work` does what is to do and returns the seconds until it wants to look again."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.news = threading.Event()
        self._stopped = False

    def work(self) -> float:
        raise NotImplementedError

    def run(self) -> None:
        while not self._stopped:
            self.news.clear()
            self.news.wait(max(0.005, self._try()))

    def stop(self) -> None:
        self._stopped = True
        self.news.set()

    def _try(self) -> float:
        """A worker outlives its failures: the next look may go better."""
        try:
            return self.work()
        except Exception:
            traceback.print_exc(file=sys.stderr)
            return 1.0
