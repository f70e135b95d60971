"""Drives a running host with Mastodon.py and toot as applications would. Usage: python3 client.py http://127.0.0.1:5080

A user's browser is played with requests. Prints "ok NAME" or "not ok NAME: REASON" for each case; the exit code says whether all went well.
"""

import html
import re
import sys
import traceback

import requests
from mastodon import Mastodon, MastodonIllegalArgumentError, MastodonUnauthorizedError
from toot import App, User
from toot import api as toot
from toot.exceptions import ApiError

HOST = sys.argv[1].rstrip("/")
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
failures = 0


def case(name, run):
    global failures
    try:
        run()
        print("ok " + name)
    except Exception:  # every failure is reported, whatever it is
        failures += 1
        print("not ok " + name + ": " + traceback.format_exc())


def submit(browser, page, button):
    """Posts the form that has a button, hidden fields and all."""
    form = next(f for f in re.findall(r"<form.*?</form>", page.text, re.S) if f">{button}</button>" in f)
    action = html.unescape(re.search(r'action="([^"]*)"', form).group(1))
    fields = {
        html.unescape(name): html.unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    }
    if button == "Sign in":
        fields |= {"email": "demo@example.org", "password": "password"}
    return browser.post(HOST + action, data=fields, timeout=30)


def approve(url):
    """Signs in, allows, and reads the code."""
    browser = requests.Session()
    page = submit(browser, browser.get(url, timeout=30), "Sign in")
    assert page.status_code == 200 and "Authorization required" in page.text, page.text
    page = submit(browser, page, "Authorize")
    return re.search(r'value="([^"]*)" class="oauth-code"', page.text).group(1)


def refused(call, kind):
    try:
        call()
    except kind:
        return
    raise AssertionError("it was not refused")


def mastodon_py():
    client_id, secret = Mastodon.create_app(
        "Test Application", scopes=["read", "write", "push"], redirect_uris=OUT_OF_BAND,
        website="https://myapp.example", api_base_url=HOST,
    )
    api = Mastodon(client_id=client_id, client_secret=secret, api_base_url=HOST)
    url = api.auth_request_url(scopes=["read", "write"], redirect_uris=OUT_OF_BAND)
    token = api.log_in(code=approve(url), scopes=["read", "write"], redirect_uri=OUT_OF_BAND)

    api = Mastodon(client_id=client_id, client_secret=secret, access_token=token, api_base_url=HOST)
    app = api.app_verify_credentials()
    assert app.name == "Test Application" and app.website == "https://myapp.example", app
    me = api.account_verify_credentials()
    assert me.username == "demo" and me.acct == "demo", me
    assert api.notifications() == []
    assert api.ratelimit_limit == 300 and 0 < api.ratelimit_remaining < 300, api.ratelimit_remaining
    assert api.ratelimit_reset > 0

    other = Mastodon(client_id=client_id, client_secret=secret, api_base_url=HOST)
    refused(lambda: other.log_in(code="wrong", scopes=["read", "write"], redirect_uri=OUT_OF_BAND), MastodonIllegalArgumentError)
    refused(lambda: Mastodon.create_app("", scopes=["read"], api_base_url=HOST), KeyError)
    refused(lambda: Mastodon.create_app("x", scopes=["hoge"], api_base_url=HOST), KeyError)

    api.revoke_access_token()
    ended = Mastodon(access_token=token, api_base_url=HOST)
    refused(ended.account_verify_credentials, MastodonUnauthorizedError)


def toot_login():
    domain = HOST.split("//")[1]
    instance = toot.get_instance(domain, "http")
    assert instance["title"] and instance["version"], instance
    created = toot.create_app(domain, "http")
    app = App(domain, HOST, created["client_id"], created["client_secret"])
    assert toot.fetch_app_token(app)["token_type"] == "Bearer"
    response = toot.request_access_token(app, approve(toot.get_browser_login_url(app)))
    user = User(domain, None, response["access_token"])
    assert toot.verify_credentials(app, user)["username"] == "demo"
    refused(lambda: toot.login(app, "demo@example.org", "password"), ApiError)


case("Mastodon.py", mastodon_py)
case("toot", toot_login)
sys.exit(failures)
