"""Validates documents against GS1's JSON schema for EPCIS 2.0, by Debian's python3-jsonschema: a judge that nobody here wrote.

Reads one document a line from standard input; prints, for each, "valid" or what is wrong and where.
"""
import json
import re
import sys

import jsonschema

checker = jsonschema.FormatChecker(formats=())

# RFC 3986: a scheme, then nothing but the characters that URIs have, with escapes whole.
URI = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$")
# RFC 3339 §5.6.
TIME = re.compile(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$")


@checker.checks("uri")
def is_uri(value):
    return not isinstance(value, str) or URI.match(value) is not None


@checker.checks("date-time")
def is_time(value):
    return not isinstance(value, str) or TIME.match(value) is not None


with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema, format_checker=checker)


def deepest(error):
    """The schema is a tree of alternatives: the error that went deepest into the document says most."""
    while error.context:
        error = max(error.context, key=lambda inner: (len(inner.absolute_path), -len(inner.context or [])))
    return error


for line in sys.stdin:
    errors = [deepest(error) for error in validator.iter_errors(json.loads(line))]
    if not errors:
        print("valid")
    else:
        print("; ".join(f"{'/'.join(map(str, e.absolute_path)) or 'document'}: {e.message[:120]}" for e in errors[:3]))
