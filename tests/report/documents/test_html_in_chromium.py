"""The page as a person meets it: rated by mouse and keys, in the dark, on a phone, on paper."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from tests.browser import KEYS, Browser
from tests.report.sample_document import REPLY, REVIEW, SCORECARD, TOKEN, hostile

from tracker.report.documents.document import Document, Text
from tracker.report.documents.html import WORDS, html_bytes
from tracker.report.scorecard.reply import CustomerReply, decode, encode, tidy

EVERY = {"scorecard": SCORECARD, "review": REVIEW}
EVERY |= {f"hostile {name}": hostile(document) for name, document in EVERY.items()}
COMMENTS = (
    "",
    "Thank you. Month-end is slow...",
    " a.b..c  IT1.x.y \n\r\n next\tline \u2028 more\u00a0hard ",
    "日本語のコメント。とても良い",
    "👩‍💻🏳️‍🌈 family 👨‍👩‍👧 \U000e0067",
    "شكرا \u202eevil\u202c \u2066x\u2069 \u200f עברית",
    "e\u0301 a\u030a \u1100\u1161\u11a8 \ufb01 \u212b",
    "\x00\x01\x1f\x7f\x85\x9f \ufeff\u200b\u2060\u00ad end",
    "<script>window.pwned=1</script> & \" ' ` ${x} {{ 7*7 }} =cmd()",
    "x" * 300,
    "😀" * 250,
    "y" * 199 + " z",
)

CHANGED = """
const [css, before] = arguments;
return new Promise(done => {
  const part = document.querySelector(css);
  const look = () => { if (part.textContent !== before) done(part.textContent); };
  new MutationObserver(look).observe(part, { childList: true, characterData: true, subtree: true });
  look();
});
"""
STRANGE = """
const strange = one => !/^(file|mailto):$/.test(one.protocol);
return [...document.querySelectorAll("a[href]")].filter(strange).length;
"""
FOCUS = """
const one = document.activeElement;
const style = getComputedStyle(one.type === "radio" ? one.nextElementSibling : one);
return [one.tagName, style.outlineStyle, style.outlineWidth];
"""
TIDIED = """
const found = [];
for (let at = arguments[0]; at < arguments[0] + 65536; at += 4096) {
  let all = "";
  for (let one = at; one < at + 4096; one += 1) {
    all += tidied("a" + String.fromCodePoint(one) + " b").join("");
  }
  found.push(crc32(all));
}
return found;
"""
OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
FONTS = "return document.fonts.ready.then(all => [...all].map(one => one.status))"


@pytest.fixture
def browser(chrome: Browser) -> Iterator[Browser]:
    """The browser as new: light, wide, on no page, with nothing logged."""
    yield chrome
    chrome.ask("POST", "url", url="about:blank")
    chrome.devtools("Emulation.clearDeviceMetricsOverride")
    chrome.devtools("Emulation.setEmulatedMedia", media="", features=[])


@pytest.fixture
def visit(browser: Browser, tmp_path: Path):
    """Write a document as a page and open it."""

    def opened(document: Document) -> Browser:
        page = tmp_path / "page.html"
        page.write_bytes(html_bytes(document))
        browser.open(page)
        return browser

    return opened


def mode(browser: Browser, *, dark: bool = False, width: int = 900, media: str = "") -> None:
    scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    browser.devtools("Emulation.setEmulatedMedia", media=media, features=scheme)
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.devtools("Emulation.setDeviceMetricsOverride", **size)


def code_on(page: Browser) -> str:
    return page.get(".code", "value")


def test_a_customer_rates_by_mouse_and_keys_and_python_reads_the_code(visit) -> None:
    page = visit(SCORECARD)
    assert not page.shows(".paper")
    assert not page.shows(".made")
    before = date.today()
    page.click("fieldset:nth-of-type(1) label:nth-child(5)")
    page.press(KEYS["tab"])
    page.press(KEYS["right"], KEYS["right"])
    page.press(KEYS["tab"])
    page.press(KEYS["right"], KEYS["left"])
    page.click("fieldset:nth-of-type(4) label:nth-child(6)")
    page.keys(".comment textarea", "Thank you. Month-end is slow…\nThe rest: 😀")
    assert page.get(".left", "textContent") == "159 characters left"
    page.keys(".comment textarea", KEYS["tab"] + KEYS["space"])
    page.press(KEYS["enter"])
    assert page.shows(".made")
    answer = decode(code_on(page))
    assert answer == CustomerReply(
        TOKEN, answer.day, (4, 2, None, 5), "Thank you. Month-end is slow… The rest: 😀"
    )
    assert before <= answer.day <= date.today()
    assert page.get(".state", "textContent") == WORDS["made"]
    assert page.run("return document.activeElement.className") == "code"
    assert page.get(".code", "readOnly")


def test_a_rating_is_taken_back_and_the_code_follows(visit) -> None:
    page = visit(SCORECARD)
    page.click("fieldset:nth-of-type(1) label:nth-child(3)")
    page.click("button[type=submit]")
    assert decode(code_on(page)).ratings == (2, None, None, None)
    page.click("fieldset:nth-of-type(2) label:nth-child(2)")
    assert decode(code_on(page)).ratings == (2, 1, None, None)
    page.click("fieldset:nth-of-type(1) label:nth-child(1)")
    page.click("fieldset:nth-of-type(2) label:nth-child(1)")
    assert page.get(".trouble", "textContent") == WORDS["nothing"]
    assert not page.shows(".made")


def test_nothing_and_too_much_make_no_code(visit) -> None:
    page = visit(SCORECARD)
    page.click("button[type=submit]")
    assert page.get(".trouble", "textContent") == WORDS["nothing"]
    page.keys(".comment textarea", "x" * 202)
    assert page.get(".left", "textContent") == "2 characters too many"
    page.click("button[type=submit]")
    assert page.get(".trouble", "textContent") == WORDS["shorten"]
    assert not page.shows(".made")
    page.run("document.querySelector('.comment textarea').value = 'y'.repeat(199)")
    page.keys(".comment textarea", " ")
    assert page.get(".left", "textContent") == "1 character left"
    assert decode(code_on(page)).comment == "y" * 199


def test_the_code_is_copied(visit) -> None:
    page = visit(SCORECARD)
    rights = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    page.devtools("Browser.grantPermissions", permissions=rights)
    page.click("fieldset:nth-of-type(1) label:nth-child(6)")
    page.click("button[type=submit]")
    page.click("button.copy")
    assert page.run(CHANGED, ".state", WORDS["made"]) == WORDS["copied"]
    assert page.run("return navigator.clipboard.readText()") == code_on(page)


def test_a_mail_takes_the_code_with_it(visit) -> None:
    page = visit(SCORECARD)
    page.keys(".comment textarea", "Grüße & Dank? 100 % 😀")
    page.click("button[type=submit]")
    link = urlsplit(page.get(".send", "href"))
    assert (link.scheme, unquote(link.path)) == ("mailto", REPLY.mail)
    asked = parse_qs(link.query)
    assert asked == {"subject": [REPLY.subject], "body": [code_on(page)]}
    page.run("document.querySelector('.comment textarea').value = '日'.repeat(199)")
    page.keys(".comment textarea", "!")
    link = page.get(".send", "href")
    assert "body" not in link
    assert len(link) < 2_000
    assert page.get(".state", "textContent") == WORDS["long"]


def test_without_an_address_there_is_no_mail(visit) -> None:
    page = visit(hostile(SCORECARD))
    page.click("fieldset:nth-of-type(1) label:nth-child(6)")
    page.click("button[type=submit]")
    assert decode(code_on(page)).ratings[0] == 5
    assert not page.shows(".send")


def test_the_page_makes_the_same_codes_as_python(visit) -> None:
    page = visit(SCORECARD)
    said = "return arguments[0].map(one => encoded('7h3kq9xm', new Date(2026, 10, 2), '50', one))"
    made = page.run(said, list(COMMENTS))
    for comment, code in zip(COMMENTS, made, strict=True):
        answer = CustomerReply("7h3kq9xm", date(2026, 11, 2), (5, None), comment)
        assert code == encode(answer)
        assert decode(code).comment == tidy(comment)


def test_halves_of_characters_leave_the_page_harmless(visit) -> None:
    page = visit(SCORECARD)
    lone = "const said = 'a' + String.fromCharCode(0xd800) + 'b' + String.fromCharCode(0xdfff);"
    page.run(lone + "document.querySelector('.comment textarea').value = said")
    page.click("button[type=submit]")
    assert decode(code_on(page)).comment == "ab"
    assert unquote(page.get(".send", "href")).endswith(".ab")


def test_every_character_is_tidied_the_same_in_the_page(visit) -> None:
    """The planes with anything special; the others were looked at once."""
    page = visit(SCORECARD)
    for plane in (0, 1, 14):
        found = page.run(TIDIED, plane * 65536)
        for block, crc in enumerate(found):
            first = plane * 65536 + block * 4096
            letters = (tidy(f"a{chr(one)} b") for one in range(first, first + 4096))
            assert zlib.crc32("".join(letters).encode()) == crc, hex(first)


@pytest.mark.parametrize("name", EVERY)
def test_a_page_runs_nothing_and_asks_for_nothing(visit, browser: Browser, name: str) -> None:
    browser.ask("POST", "url", url="about:blank")
    browser.log("performance")
    browser.log("browser")
    page = visit(EVERY[name])
    page.run(OPEN)
    assert page.run(FONTS) == ["loaded"] * 3
    assert page.run("return typeof window.pwned") == "undefined"
    assert page.run(STRANGE) == 0
    assert page.log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in page.log("performance")]
    asked = [
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    ]
    assert {urlsplit(address).scheme for address in asked} == {"file", "data"}
    assert sum(address.startswith("file:") for address in asked) == 1


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("scorecard", 360),
        ("scorecard", 900),
        ("review", 360),
        ("review", 900),
        ("hostile scorecard", 360),
        ("hostile review", 900),
    ],
)
def test_nothing_sticks_out_of_a_narrow_or_a_wide_page(visit, browser, name, width) -> None:
    mode(browser, width=width)
    page = visit(EVERY[name])
    page.run(OPEN)
    assert page.run("return document.documentElement.scrollWidth") <= width


def test_the_page_follows_the_dark_and_paper_stays_light(visit, browser) -> None:
    look = (
        "const css = (part, name) => getComputedStyle(document.querySelector(part))[name];"
        "return [css('body', 'backgroundColor'), css('h1', 'color'), css('.card path', 'stroke')]"
    )
    mode(browser)
    page = visit(SCORECARD)
    light = page.run(look)
    mode(browser, dark=True)
    dark = page.run(look)
    mode(browser, dark=True, media="print")
    paper = page.run(look)
    assert light[0] == "rgb(255, 255, 255)"
    assert not set(light) & set(dark)
    assert paper[1:] == light[1:]


def test_without_a_script_the_page_reads_and_has_boxes(visit, browser) -> None:
    browser.devtools("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page = visit(SCORECARD)
        picture = page.devtools("DOMSnapshot.captureSnapshot", computedStyles=["display"])
        strings = picture["strings"]
        seen = {strings[at] for at in picture["documents"][0]["layout"]["text"] if at >= 0}
    finally:
        browser.devtools("Emulation.setScriptExecutionDisabled", value=False)
    told = " ".join(seen)
    assert WORDS["paper_hint"] in told
    assert "Month-end close answers" in told
    assert "2.3 days" in told
    assert WORDS["make"] not in told


def test_every_control_and_picture_has_a_name_for_a_screen_reader(visit) -> None:
    page = visit(SCORECARD)
    nodes = page.devtools("Accessibility.getFullAXTree")["nodes"]
    named = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"]
    ]
    wanted = {
        "radio",
        "button",
        "textbox",
        "link",
        "image",
        "img",
        "DisclosureTriangle",
        "heading",
    }
    assert [one for one in named if one[0] in wanted and not one[1].strip()] == []
    roles = [role for role, _ in named]
    assert roles.count("radio") == 24
    assert roles.count("main") == roles.count("banner") == roles.count("contentinfo") == 1
    assert ("radio", WORDS["unrated"]) in named
    assert {name for role, name in named if role == "group"} >= set(REPLY.promises)


def test_focus_is_seen_on_whatever_has_it(visit) -> None:
    page = visit(SCORECARD)
    seen = []
    for _ in range(10):
        page.press(KEYS["tab"])
        seen.append(page.run(FOCUS))
    assert {tag for tag, *_ in seen} >= {"SUMMARY", "INPUT", "TEXTAREA", "BUTTON"}
    assert [one for one in seen if one[0] != "BODY" and one[1:] != ["solid", "2px"]] == []


def printed(page: Browser, folder: Path) -> list[str]:
    """Print a page and return the text of every sheet."""
    paper = folder / "page.pdf"
    content = page.devtools("Page.printToPDF", preferCSSPageSize=True)["data"]
    paper.write_bytes(base64.b64decode(content))
    run = ["pdftotext", "-layout", str(paper), "-"]
    text = subprocess.run(run, capture_output=True, text=True, check=True, timeout=60).stdout
    return text.removesuffix("\f").split("\f")


needs_pdftotext = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext")


@needs_pdftotext
@pytest.mark.parametrize(("name", "most"), [("scorecard", 2), ("review", 6)])
def test_on_paper_stands_what_is_on_the_page(visit, tmp_path, name: str, most: int) -> None:
    sheets = printed(visit(EVERY[name]), tmp_path)
    said = " ".join(" ".join(sheets).split())
    for words in ("Month-end close answers", "2.3 days", "Not kept", "Zoë Çelik"):
        assert words in said
    assert len(sheets) <= most
    assert all(sheet.strip() for sheet in sheets)
    assert WORDS["make"] not in said
    assert WORDS["every"] not in said
    assert bool(re.search(r"1 2 3 4 5", said)) == (WORDS["paper_hint"] in said)


@needs_pdftotext
def test_a_note_longer_than_a_sheet_of_paper_is_not_lost(visit, tmp_path) -> None:
    spoiled = hostile(SCORECARD)
    note = Text("W" * 10_000)  # in its turn it may come into a field that no page shows
    sheets = printed(visit(replace(spoiled, blocks=(*spoiled.blocks, note))), tmp_path)
    assert "".join(sheets).count("W") >= 10_000
    assert all(sheet.strip() for sheet in sheets)
