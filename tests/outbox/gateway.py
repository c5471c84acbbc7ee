"""A gateway for text messages that really is asked over HTTP, on this machine, and remembers what it was given."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread


class Gateway:
    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.keys: set[str] = set()
        self.answers = 200
        gateway = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                gateway.keys.add(self.headers["Authorization"])
                if gateway.answers < 300:
                    gateway.sent.append((body["to"], body["text"]))
                self.send_response(gateway.answers)
                self.end_headers()

            def log_message(self, *_given: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Answer)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/sms"

    def code_to(self, number: str) -> str:
        """The latest code that was sent there."""
        texts = [text for to, text in self.sent if to == number]
        return "".join(sign for sign in texts[-1].split(". ")[0] if sign.isdigit())


@contextmanager
def answering() -> Iterator[Gateway]:
    gateway = Gateway()
    thread = Thread(target=gateway.server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield gateway
    finally:
        gateway.server.shutdown()
        thread.join()
        gateway.server.server_close()
