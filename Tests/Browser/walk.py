"""Walks each user's main path through the pages in a real Chromium, and says what is wrong.

Every page is opened in three languages, at the width of a phone and of a desk, with JavaScript off where people only read. On each it is checked that
the server answers, that nothing is wider than the screen, that no text is missing (a phrase without a text shows its key in brackets), that axe-core
finds no violation, and that everything that can be used can be reached with the keyboard alone and shows where it is.

    walk.py URL USERS.json [--pictures FOLDER]

USERS.json: {"manager": ["name", "password"], …}. Exit status 1 when something was found.
"""

import argparse
import json
import pathlib
import re
import sys

from playwright.sync_api import sync_playwright

WIDTHS = {"phone": (360, 740), "desk": (1280, 900)}
LANGUAGES = ["ky", "ru", "en"]

# What each user opens on an ordinary day; `{…}` is filled from what a page before links to.
PATHS = {
    "manager": ["/manager", "/channels", "{/channels/}", "/what-if", "/producers", "{/producers/}", "/products", "/export", "/map", "/income"],
    "accountant": [
        "/accountant", "/statements", "{/statements/}", "/receipts", "/exceptions", "/balances", "{/balances/}", "/payouts", "{/payouts/}",
        "/trial-balance", "/journal", "/journal?account=1010", "/adjustments", "/tolerances", "/batches", "{/batches/}", "/months", "{/months/}",
    ],
    "auditor": [
        "/audit", "/log", "{/log/}", "/reports", "/reports/channel-share", "{/explain/}", "/changes/channel-share", "/corrections", "/claims",
        "/verification", "/definitions", "/exports",
    ],
    "clerk": [
        "/clerk", "/clerk/batch", "/clerk/sale", "/clerk/return", "/clerk/dispatch", "/clerk/receive", "/clerk/inspect", "/clerk/import",
        "/clerk/entries", "/batches", "{/batches/}",
    ],
    "approver": ["/payouts", "/months"],
    "admin": ["/admin/users", "/admin/tokens", "/admin/journal", "/account"],
}

MISSING = re.compile(r"\[[a-z][a-z0-9_]*(?:\.[a-z0-9_-]+)+\]|\{[a-z_]+\}")


def axe_source():
    import axe_playwright_python

    return (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


class Walk:
    def __init__(self, url, users, pictures):
        self.url, self.users, self.pictures = url, users, pictures
        self.problems = []
        self.pages = 0
        self.axe = axe_source()

    def problem(self, where, what):
        self.problems.append(f"{where}: {what}")
        print(f"  ✗ {where}: {what}", flush=True)

    def sign_in(self, page, role):
        name, password = self.users[role]
        page.goto(self.url + "/sign-in")
        page.fill("input[name=name]", name)
        page.fill("input[name=password]", password)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        if "/sign-in" in page.url:
            self.problem(role, "cannot sign in")

    def look(self, page, path, where, picture):
        answer = page.goto(self.url + path)
        self.pages += 1
        if answer is None or answer.status != 200:
            self.problem(where, f"answers {answer.status if answer else 'nothing'}")
            return
        text = page.inner_text("body")
        for key in set(MISSING.findall(text)):
            self.problem(where, f"shows {key}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.problem(where, f"is {wide} pixels wider than the screen")
        if page.evaluate("document.documentElement.lang") != picture[1]:
            self.problem(where, "does not say its language")
        if self.pictures:
            page.screenshot(path=str(self.pictures / ("-".join(picture) + ".png")), full_page=True)

    def accessible(self, page, where):
        page.evaluate(self.axe)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        for violation in result["violations"]:
            nodes = "; ".join(node["target"][0] if isinstance(node["target"][0], str) else str(node["target"][0]) for node in violation["nodes"][:3])
            self.problem(where, f"axe {violation['id']} ({violation['impact']}): {violation['help']} at {nodes}")

    def keyboard(self, page, where):
        """Every thing that can be used gets the focus by Tab, once round the page, and shows it."""
        wanted = page.evaluate(
            """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
              .filter(e => !e.disabled && e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden')
              .filter(e => !(e.closest('details:not([open])') && e.tagName !== 'SUMMARY'))
              .filter(e => !(e.type === 'radio' && e !== document.querySelector(`input[type=radio][name="${e.name}"]:checked`)
                             && document.querySelector(`input[type=radio][name="${e.name}"]:checked`)))
              .filter(e => !(e.type === 'radio' && !document.querySelector(`input[type=radio][name="${e.name}"]:checked`)
                             && e !== document.querySelector(`input[type=radio][name="${e.name}"]`))).length"""
        )
        page.evaluate("document.activeElement && document.activeElement.blur(); window.scrollTo(0, 0)")
        reached, unseen, first = set(), 0, None
        for _ in range(wanted * 4 + 10):
            page.keyboard.press("Tab")
            at = page.evaluate(
                """() => { const e = document.activeElement; if (!e || e === document.body) return null;
                  if (!e.dataset.seen) e.dataset.seen = String(Math.random());
                  const s = getComputedStyle(e);
                  return [e.dataset.seen, s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none', e.outerHTML.slice(0, 90)] }"""
            )
            if at is None:
                if reached:
                    break
                continue
            # Fields for dates have several stops of their own; back at the first thing the way is done.
            if at[0] in reached:
                if at[0] == first and len(reached) > 1:
                    break
                continue
            first = first or at[0]
            reached.add(at[0])
            if not at[1]:
                unseen += 1
                if unseen == 1:
                    self.problem(where, f"focus cannot be seen on {at[2]}")
        if len(reached) < wanted:
            self.problem(where, f"only {len(reached)} of {wanted} things can be reached with the keyboard")

    def paths(self, page, role):
        """The paths of a role, with those in braces found among the links of the pages before."""
        found, seen = [], []
        for path in PATHS[role]:
            if path.startswith("{"):
                prefix = path[1:-1]
                match = next((link for link in reversed(seen) if link.startswith(prefix) and len(link) > len(prefix)), None)
                if match is None:
                    self.problem(role, f"no page before links to {prefix}…")
                    continue
                path = match
            found.append(path)
            answer = page.goto(self.url + path)
            if answer and answer.status == 200:
                seen += reversed(page.eval_on_selector_all("main a[href]", "all => all.map(a => a.getAttribute('href'))"))
        return found

    def run(self):
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            for role in PATHS:
                if role not in self.users:
                    continue
                print(role, flush=True)
                with browser.new_context() as context:
                    page = context.new_page()
                    self.sign_in(page, role)
                    paths = self.paths(page, role)
                    state = context.storage_state()
                for language in LANGUAGES:
                    for width, size in WIDTHS.items():
                        for script in [False, True]:
                            # The clerks' forms work without JavaScript too; they are only looked at with it once more.
                            self.round(browser, state, role, paths, language, width, size, script)
            browser.close()
        print(f"{self.pages} pages opened, {len(self.problems)} problems.")
        return 1 if self.problems else 0

    def round(self, browser, state, role, paths, language, width, size, script):
        options = {
            "viewport": {"width": size[0], "height": size[1]}, "java_script_enabled": True, "storage_state": state, "locale": language,
            "bypass_csp": True, "is_mobile": width == "phone", "has_touch": width == "phone",
        }
        with browser.new_context(**options) as context:
            page = context.new_page()
            if not script:
                # Our own script does not come; the checks need the engine.
                page.route("**/*.js", lambda route: route.abort())
            errors = []
            page.on("pageerror", lambda error: errors.append(str(error)))
            for path in paths:
                bare = path.split("?")[0].strip("/").replace("/", "_")
                where = f"{role} {path} {language} {width}{'' if script else ' without script'}"
                self.look(page, path + ("&" if "?" in path else "?") + "lang=" + language, where, (role, language, width, bare) if not script else (role, language, width, bare, "script"))
                if script and language == "ru":
                    self.accessible(page, where)
                    if width == "desk":
                        self.keyboard(page, where)
            for error in errors:
                self.problem(f"{role} {language} {width}", f"script: {error}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("users")
    parser.add_argument("--pictures")
    parser.add_argument("--only", help="one user's path")
    given = parser.parse_args()
    pictures = pathlib.Path(given.pictures) if given.pictures else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    users = json.loads(pathlib.Path(given.users).read_text())
    if given.only:
        users = {given.only: users[given.only]}
    sys.exit(Walk(given.url.rstrip("/"), users, pictures).run())


if __name__ == "__main__":
    main()
