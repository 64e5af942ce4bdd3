"""Runs Python programs with the published client: one JSON object per line in, one per line out.

Arguments: the URL of the registry and of the endpoint of tokens, which replace constants of the client. Its code is unchanged.
"""

import contextlib
import io
import json
import sys

import cernrequests.token
import runregistry
import runregistry.runregistry as client

url, token_url = sys.argv[1:]
responses = sys.stdout

# The token endpoint is the default of a parameter.
cernrequests.token.get_api_token.__defaults__ = (token_url,)
targets = {}
for target in ("local", "development", "production"):
    client.setup(target)
    targets[target] = {"url": client.api_url, "audience": client.target_application}
client.api_url = url
constants = {"seconds between polls": client.JSON_CREATION_SLEEP_TIME, "seconds of a request": getattr(client, "REQUESTS_TIMEOUT", None)}
# Seconds between two polls of the JSON portal.
client.JSON_CREATION_SLEEP_TIME = 0.02


def run(program, value):
    """Executes a program, and returns the value of an expression after it, the exception, and what was printed."""
    printed = io.StringIO()
    scope = {"client": client, "constants": constants, "targets": targets, "url": url}
    result = {}
    with contextlib.redirect_stdout(printed):
        try:
            exec("import runregistry; from runregistry import *", scope)
            exec(compile(program, "program", "exec"), scope)
            result["value"] = eval(value, scope)
        except Exception as error:
            result["raised"] = {"type": type(error).__name__, "message": str(error)}
    result["printed"] = printed.getvalue()
    return result


for line in sys.stdin:
    print(json.dumps(run(**json.loads(line))), file=responses, flush=True)
