"""A real Chromium with the page of a report in it."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any

import pytest
from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver.remote.webelement import WebElement

SWITCHES = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars",
)  # fmt: skip
PATIENCE = 30  # seconds until a download counts as missing


def _found(*names: str) -> str:
    for name in names:
        if path := shutil.which(name):
            return path
    pytest.skip(f"{names[0]} is not installed; on Debian: apt install chromium chromium-driver")


def started(folder: Path) -> Iterator[Browser]:
    """Start a browser whose profile and downloads lie in a folder, and end it."""
    options = webdriver.ChromeOptions()
    options.binary_location = _found("chromium", "chromium-browser", "google-chrome")
    driver = _found("chromedriver")
    for switch in (*SWITCHES, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(switch)
    downloads = folder / "downloads"
    downloads.mkdir()
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chromium = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield Browser(chromium, downloads)
    finally:
        chromium.quit()


class Browser:
    """What a user sees and does."""

    def __init__(self, driver: webdriver.Chrome, downloads: Path) -> None:
        self._driver = driver
        self._downloads = downloads

    def open(self, page: Path, *, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        """Open a page as if for the first time; no script may have complained."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self._driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self._driver.get(page.as_uri())
        self.run("localStorage.clear()")
        self.reload()
        assert self.complaints() == []

    def reload(self) -> None:
        self._driver.refresh()

    def complaints(self) -> list[str]:
        log: list[Any] = self._driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [entry["message"] for entry in log]

    def run(self, script: str) -> Any:
        return self._driver.execute_script(script)

    def all(self, selector: str) -> list[WebElement]:
        return self._driver.find_elements("css selector", selector)

    def one(self, selector: str) -> WebElement:
        return self._driver.find_element("css selector", selector)

    def text(self, selector: str) -> str:
        return str(self.run(f"return document.querySelector({selector!r}).textContent"))

    def press(self, keys: str) -> None:
        """Press keys where the focus is."""
        for key in keys:
            ActionChains(self._driver).send_keys(key).perform()

    def tab(self) -> None:
        self.press(Keys.TAB)

    def choose(self, name: str, text: str) -> None:
        """Choose the option of a filter that begins with a text."""
        for option in self.all(f"#filter-{name} option"):
            if option.text.startswith(text):
                option.click()
                return
        raise AssertionError(f"no option {text!r}")

    def saved(self, button: str, name: str) -> Path:
        """Press a button and return the file that it saves."""
        path = self._downloads / name
        path.unlink(missing_ok=True)
        self.one(button).click()
        end = time.monotonic() + PATIENCE
        while not path.exists():
            assert time.monotonic() < end, f"{name} was not saved"
            time.sleep(0.05)
        return path

    def alert(self) -> str:
        alert = self._driver.switch_to.alert
        text = alert.text
        alert.accept()
        return text
