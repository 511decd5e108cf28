"""How long the page of `mtfix report --html` takes to open in Chromium, beside a page with nothing.

    python benchmarks/page.py [COPIES]

The text is the seed, COPIES times (5, which makes about 200 fixes). Times are medians of five until
the load event, in milliseconds of the browser's own clock; `ratio` is against the empty page.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "russian-ambassador" / "mt.txt"
SWITCHES = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
LOADED = "return performance.getEntriesByType('navigation')[0].loadEventEnd"
FIXES = "return document.querySelectorAll('main .change').length"


def made(folder: Path, copies: int) -> Path:
    """Write the page of so many copies of the seed."""
    text = SEED.read_text(encoding="utf-8")
    (folder / "text.txt").write_text("\n\n".join([text] * copies), encoding="utf-8")
    page = folder / "page.html"
    subprocess.run(
        [sys.executable, "-m", "mtfix", "report", "-q", "--languagetool", "off",
         "--html", str(page), str(folder / "text.txt")],
        cwd=ROOT, check=True,
    )  # fmt: skip
    return page


def opened(driver: webdriver.Chrome, page: Path) -> float:
    """The median of five times until the page has loaded."""
    times = []
    for _ in range(5):
        driver.get("about:blank")
        driver.get(page.as_uri())
        times.append(float(driver.execute_script(LOADED)))
    return median(times)


def main() -> None:
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page, empty = made(folder, copies), folder / "empty.html"
        empty.write_text("<!doctype html><title>empty</title><p>Nothing.", encoding="utf-8")
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for switch in (*SWITCHES, f"--user-data-dir={folder / 'profile'}"):
            options.add_argument(switch)
        driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        try:
            base, time = opened(driver, empty), opened(driver, page)
            fixes = driver.execute_script(FIXES)
        finally:
            driver.quit()
        size = page.stat().st_size
    print("| page | fixes | bytes | ms | ratio |\n|---|--:|--:|--:|--:|")
    print(f"| empty | 0 | 0 | {base:.0f} | 1.0 |")
    print(f"| report | {fixes} | {size:,} | {time:.0f} | {time / base:.1f} |")


if __name__ == "__main__":
    main()
