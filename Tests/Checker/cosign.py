#!/usr/bin/env python3
"""A witness for tests: countersigns a checkpoint as C2SP tlog-cosignature describes (cosignature/v1, Ed25519), from its own reading of the text.

usage: cosign.py NAME SEED-HEX TIME CHECKPOINT-FILE

Prints the witness's verifier key on the first line and the signature line on the second. It does not look whether the log grew, as a real one would.
"""
import base64
import hashlib
import sys

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def main():
    name, seed, time, path = sys.argv[1], bytes.fromhex(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    text = open(path, encoding="utf-8").read()
    body = text[: text.index("\n\n") + 1]
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    key = b"\x04" + public
    identity = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    signature = private.sign(b"cosignature/v1\ntime %d\n" % time + body.encode())
    print(f"{name}+{identity.hex()}+{base64.b64encode(key).decode()}")
    print(f"— {name} {base64.b64encode(identity + time.to_bytes(8, 'big') + signature).decode()}")


main()
