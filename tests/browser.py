"""A real Chromium, where the machine has one."""

import shutil
import time

import pytest


def chromium(downloads, *, width=1400, height=1000, dark=False):
    """A headless browser; the test is skipped where there is none."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium drives the browser; pip install selenium")
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("there is no Chromium here (Debian's chromium and chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--window-size={width},{height}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads), "download.prompt_for_download": False})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    if dark:
        feature = {"name": "prefers-color-scheme", "value": "dark"}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    return browser


class Review:
    """A review page, and what a person does on it."""

    def __init__(self, browser, url):
        self.browser = browser
        browser.get(url)

    def all(self, selector):
        return self.browser.find_elements("css selector", selector)

    def one(self, selector):
        [found] = self.all(selector)
        return found

    def piece(self, words, pane="#page"):
        return next(p for p in self.all(f"{pane} .piece") if words in p.text)

    def choose(self, words):
        piece = self.piece(words)
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", piece)
        piece.find_element("css selector", ".text").click()

    def pick(self, selector, words):
        from selenium.webdriver.support.ui import Select

        select = Select(self.one(selector))
        select.select_by_visible_text(next(o.text for o in select.options if words in o.text))

    def errors(self):
        return [line for line in self.browser.get_log("browser") if line["level"] == "SEVERE"]

    def waits_for(self, words):
        for _ in range(100):
            if words in self.one("#said").text:
                return
            time.sleep(0.05)
        raise AssertionError(f"within five seconds the page does not say {words!r}")

    def leaves_freely(self):
        """Whether the page lets its window be closed without a question."""
        return self.browser.execute_script("return window.dispatchEvent(new Event('beforeunload', {cancelable: true}))")
