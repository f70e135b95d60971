"""Drives a running host with Authlib as an application would. Usage: python3 client.py http://127.0.0.1:5080

Prints "ok NAME" or "not ok NAME: REASON" for each case; the exit code says whether all went well.
"""

import sys
import traceback

import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session

HOST = sys.argv[1].rstrip("/")
failures = 0


def case(name, run):
    global failures
    try:
        run()
        print("ok " + name)
    except Exception:  # every failure is reported, whatever it is
        failures += 1
        print("not ok " + name + ": " + traceback.format_exc())


def session(client, method, secret=None):
    return OAuth2Session(
        client["client_id"],
        secret or client["client_secret"],
        token_endpoint_auth_method=method,
        revocation_endpoint_auth_method=method,
        scope="orders:read",
    )


def refused(call, code):
    try:
        call()
    except OAuthError as error:
        assert error.error == code, error
    else:
        raise AssertionError("it was not refused")


def flow(method):
    metadata = {"client_name": "Shop", "grant_types": ["client_credentials"], "token_endpoint_auth_method": method}
    client = requests.post(server["registration_endpoint"], json=metadata, timeout=30).json()
    with session(client, method) as api:
        token = api.fetch_token(server["token_endpoint"], grant_type="client_credentials")
        assert token["token_type"] == "Bearer" and token["scope"] == "orders:read", token
        assert api.get(HOST + "/orders").status_code == 200

        introspection = api.introspect_token(server["introspection_endpoint"], token=token["access_token"])
        assert introspection.json()["active"] is True, introspection.text
        assert introspection.json()["client_id"] == client["client_id"]

        revocation = api.revoke_token(server["revocation_endpoint"], token=token["access_token"])
        assert revocation.status_code == 200 and revocation.content == b"", revocation.text
        assert api.get(HOST + "/orders").status_code == 401
        introspection = api.introspect_token(server["introspection_endpoint"], token=token["access_token"])
        assert introspection.json() == {"active": False}, introspection.text

    with session(client, method, secret="wrong") as api:
        refused(lambda: api.fetch_token(server["token_endpoint"], grant_type="client_credentials"), "invalid_client")
    with session(client, method) as api:
        api.scope = "none:such"
        refused(lambda: api.fetch_token(server["token_endpoint"], grant_type="client_credentials"), "invalid_scope")


server = requests.get(HOST + "/.well-known/oauth-authorization-server/oauth2", timeout=30).json()
for name in ("client_secret_basic", "client_secret_post"):
    case(name, lambda: flow(name))
sys.exit(failures)
