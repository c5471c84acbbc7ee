"""A browser's own long name becomes words."""

import pytest

from samvag.ui.devices import device

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (WINDOWS, "Chrome på Windows"),
        (f"{WINDOWS} Edg/131.0.0.0", "Edge på Windows"),
        (f"{PHONE} Version/18.1 Mobile/15E148 Safari/604.1", "Safari på iPhone"),
        (f"{PHONE} CriOS/131.0 Mobile/15E148 Safari/604.1", "Chrome på iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox på Linux"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/131.0 Mobile Safari/537.36", "Chrome på Android"),
        ("Mozilla/5.0 (Windows NT 10.0)", "Windows"),
        ("curl/8.5", "Okänd webbläsare"),
        ("", "Okänd webbläsare"),
    ],
)
def test_in_words(said, words):
    assert device(said) == words
