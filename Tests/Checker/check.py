#!/usr/bin/env python3
"""Checks what Esep hands out, from an own reading of the specifications; shares no code with it.

usage: check.py bundle FOLDER [--key VKEY]
       check.py proof FILE --key VKEY
       check.py checkpoint FILE --key VKEY

VKEY is a verifier key or a file that holds it. Exit status 0 when all is as it was signed; 1 and a line that says what is not; 2 for a wrong call.

Specifications: RFC 6962 (tree), RFC 8785 (leaves), C2SP signed-note, tlog-checkpoint, tlog-tiles and tlog-proof, RFC 8032 (by python3-cryptography).
"""
import argparse
import base64
import binascii
import csv
import hashlib
import json
import os
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Bad(Exception):
    """What is not as it was signed."""


def need(condition, message):
    if not condition:
        raise Bad(message)


# Texts


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Bad(f"{path} cannot be read: {error.strerror}") from None


def text_of(data, what):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Bad(f"{what} is not UTF-8") from None


def unbase64(text, what):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Bad(f"{what} is not base64") from None
    need(base64.b64encode(data).decode() == text, f"{what} is not base64 in its only spelling")
    return data


def lines_of(path):
    """Each line without its line feed; a file that was cut off is bad."""
    try:
        with open(path, "rb") as file:
            for number, line in enumerate(file, 1):
                need(line.endswith(b"\n"), f"{path} ends in the middle of line {number}")
                yield number, line[:-1]
    except OSError as error:
        raise Bad(f"{path} cannot be read: {error.strerror}") from None


def refuse_number(text):
    raise ValueError(f"{text} is no integer")


def canonical(line, what):
    """The value of a line that is canonical JSON; Python sorts ASCII keys and writes escapes as RFC 8785 has it."""
    try:
        value = json.loads(line.decode("utf-8"), parse_float=refuse_number, parse_constant=refuse_number)
        again = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        raise Bad(f"{what} is not JSON in UTF-8") from None
    need(again == line, f"{what} is not canonical JSON")
    need(isinstance(value, dict), f"{what} is not an object")
    return value


# Signed notes


class Key:
    def __init__(self, argument):
        text = argument
        if "+" not in argument or os.path.exists(argument):
            text = text_of(read(argument), argument).split("\n")[0]
        parts = text.split("+", 2)
        need(len(parts) == 3, "the key is not NAME+ID+BASE64")
        self.name, self.id = parts[0], parts[1]
        data = unbase64(parts[2], "the key")
        need(len(data) == 33 and data[0] == 1, "the key is not one of Ed25519")
        digest = hashlib.sha256(self.name.encode() + b"\n" + data).digest()
        need(digest[:4].hex() == self.id, "the key's id is not that of its name and bytes")
        self.material = data
        self.public = Ed25519PublicKey.from_public_bytes(data[1:])


def open_note(note, key, what):
    """The text of a signed note, if the key signed it; signatures of others are passed over."""
    head, separator, tail = note.rpartition("\n\n")
    need(separator and note.endswith("\n"), f"{what} is no signed note")
    text, found = head + "\n", False
    for line in tail[:-1].split("\n"):
        parts = line.split(" ")
        need(len(parts) == 3 and parts[0] == "\u2014" and parts[1], f"{what}: a signature line is not — NAME BASE64")
        data = unbase64(parts[2], f"{what}: a signature")
        need(len(data) > 4, f"{what}: a signature is too short")
        if parts[1] == key.name and data[:4].hex() == key.id:
            try:
                key.public.verify(data[4:], text.encode("utf-8"))
            except InvalidSignature:
                raise Bad(f"{what}: the signature of {key.name} does not fit") from None
            found = True
    need(found, f"{what} is not signed by {key.name}")
    return text


def open_checkpoint(note, key, what):
    """Size and root of a signed checkpoint."""
    lines = open_note(note, key, what).split("\n")
    need(len(lines) >= 4 and lines[0] == key.name, f"{what} is no checkpoint of {key.name}")
    need(lines[1].isdigit() and str(int(lines[1])) == lines[1], f"{what}: the size is no number")
    root = unbase64(lines[2], f"{what}: the root")
    need(len(root) == 32, f"{what}: the root has not 32 bytes")
    return int(lines[1]), root


# The tree


def leaf_hash(leaf):
    return hashlib.sha256(b"\0" + leaf).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """The tree while it grows: full subtrees, the largest first, and the hashes of every eighth level for the tiles."""

    def __init__(self):
        self.size, self.subtrees, self.levels, self.full = 0, [], [[]], []

    def append(self, leaf):
        self.size += 1
        self.subtrees.append((1, leaf))
        while len(self.subtrees) > 1 and self.subtrees[-1][0] == self.subtrees[-2][0]:
            (width, right), (_, left) = self.subtrees.pop(), self.subtrees.pop()
            self.subtrees.append((2 * width, node_hash(left, right)))
        self.levels[0].append(leaf)
        level = 0
        while len(self.levels[level]) == 256:
            hashes = self.levels[level]
            self.full.append((level, self.size // 256 ** (level + 1) - 1, b"".join(hashes)))
            self.levels[level] = []
            while len(hashes) > 1:
                hashes = [node_hash(*hashes[at : at + 2]) for at in range(0, len(hashes), 2)]
            if level + 1 == len(self.levels):
                self.levels.append([])
            level += 1
            self.levels[level].append(hashes[0])

    def root(self):
        if not self.subtrees:
            return hashlib.sha256(b"").digest()
        root = self.subtrees[-1][1]
        for _, left in reversed(self.subtrees[:-1]):
            root = node_hash(left, root)
        return root

    def partial(self):
        for level, hashes in enumerate(self.levels):
            if hashes:
                yield level, self.size // 256 ** (level + 1), b"".join(hashes)


def tile_path(level, index, width):
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/" + "/".join(groups) + ("" if width == 256 else f".p/{width}")


def root_from_path(leaf, index, size, path, what):
    """The root that an inclusion proof leads to (RFC 9162, 2.1.3.2)."""
    need(index < size, f"{what}: the index is not below the size")
    at, last, root = index, size - 1, leaf
    for sibling in path:
        need(last > 0, f"{what}: the path is too long")
        if at % 2 == 1 or at == last:
            root = node_hash(sibling, root)
            while at % 2 == 0 and at > 0:
                at, last = at // 2, last // 2
        else:
            root = node_hash(root, sibling)
        at, last = at // 2, last // 2
    need(last == 0, f"{what}: the path is too short")
    return root


# What is checked


def check_proof(path, key):
    """A .tlog-proof whose extra data is the event itself."""
    head, separator, note = text_of(read(path), path).partition("\n\n")
    lines = head.split("\n")
    need(separator and len(lines) >= 3 and lines[0] == "c2sp.org/tlog-proof@v1", f"{path} is no tlog-proof@v1")
    need(lines[1].startswith("extra "), f"{path} does not bring its event")
    leaf = unbase64(lines[1][6:], f"{path}: the event")
    number = lines[2].removeprefix("index ")
    need(lines[2].startswith("index ") and number.isdigit() and str(int(number)) == number, f"{path}: the index is no number")
    hashes = [unbase64(line, f"{path}: the path") for line in lines[3:]]
    need(all(len(one) == 32 for one in hashes), f"{path}: a hash of the path has not 32 bytes")
    size, root = open_checkpoint(note, key, path)
    need(root_from_path(leaf_hash(leaf), int(number), size, hashes, path) == root, f"{path}: the event is not under the signed root")
    event = canonical(leaf, f"{path}: the event")
    need(event.get("position") == int(number) + 1, f"{path}: the event is another position's")
    return event, size, root


def check_sums(folder):
    listed = {}
    for number, line in lines_of(f"{folder}/SHA256SUMS"):
        hash_, blanks, path = line[:64], line[64:66], text_of(line[66:], "SHA256SUMS")
        need(blanks == b"  " and path and path not in listed, f"SHA256SUMS, line {number}, is no line of sha256sum")
        listed[path] = hash_.decode("latin-1")
    there = {os.path.relpath(os.path.join(at, name), folder) for at, _, names in os.walk(folder) for name in names} - {"SHA256SUMS"}
    need(there >= listed.keys(), f"missing: {', '.join(sorted(listed.keys() - there)[:3])}")
    need(there <= listed.keys(), f"not listed in SHA256SUMS: {', '.join(sorted(there - listed.keys())[:3])}")
    for path, expected in listed.items():
        digest = hashlib.sha256()
        with open(f"{folder}/{path}", "rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        need(digest.hexdigest() == expected, f"{path} is not the file that SHA256SUMS lists")
    return listed


def check_tile(folder, level, index, hashes, seen):
    path = tile_path(level, index, len(hashes) // 32)
    need(read(f"{folder}/{path}") == hashes, f"{path} does not follow from the events")
    seen.add(path)


def check_events(folder, key, size, root, listed):
    """Events, versions, tiles, commits and older checkpoints, in one reading. Gives the positions of payments."""
    older = [canonical(line, f"checkpoints.jsonl, line {number}") for number, line in lines_of(f"{folder}/checkpoints.jsonl")]
    need(older and older[-1]["size"] == size, "checkpoints.jsonl does not end with the pack's checkpoint")
    commits = [canonical(line, f"commits.jsonl, line {number}") for number, line in lines_of(f"{folder}/commits.jsonl")]
    tree, versions, payments, tiles, recorded, next_older, moment = Tree(), {}, [], set(), 0, 0, ""
    for number, line in lines_of(f"{folder}/events.jsonl"):
        what = f"events.jsonl, line {number}"
        event = canonical(line, what)
        need(event.get("position") == number, f"{what} is not position {number}")
        stream = event.get("stream")
        versions[stream] = versions.get(stream, 0) + 1
        need(event.get("version") == versions[stream], f"{what}: stream {stream} is due for version {versions[stream]}")
        need(event.get("recorded_at", "") >= moment, f"{what} was recorded before the event it follows")
        moment = event["recorded_at"]
        if event.get("type") == "ProducerPaid":
            payments.append(number)
        tree.append(leaf_hash(line))
        while tree.full:
            check_tile(folder, *tree.full.pop(), tiles)
        if next_older < len(older) and older[next_older]["size"] == number:
            signed = open_checkpoint(older[next_older]["note"], key, f"checkpoints.jsonl, line {next_older + 1}")
            need(signed == (number, tree.root()), f"the events up to {number} are not those of the checkpoint that was signed then")
            next_older += 1
    need(tree.size == size, f"events.jsonl has {tree.size} events; {size} were signed")
    need(tree.root() == root, "the events do not have the root that was signed")
    need(next_older == len(older), "checkpoints.jsonl has a checkpoint of no size there is")
    for tile in tree.partial():
        check_tile(folder, *tile, tiles)
    spare = {path for path in listed if path.startswith("tile/")} - tiles
    need(not spare, f"no tiles of this tree: {', '.join(sorted(spare)[:3])}")
    for number, commit in enumerate(commits, 1):
        need(commit.get("first_position") == recorded + 1 and commit.get("events", 0) > 0, f"commits.jsonl, line {number}, is not about what comes next")
        recorded += commit["events"]
    need(recorded == size, f"commits.jsonl accounts for {recorded} of {size} events")
    return payments


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check_lists(folder, listed, size):
    for row in rows_of(f"{folder}/definitions.csv"):
        need(listed.get(row["file"]) == row["sha256"], f"definitions.csv: {row['name']} is not the file listed")
    for row in rows_of(f"{folder}/reports.csv"):
        need(listed.get(row["file"]) == row["sha256"], f"reports.csv: {row['report']} is not the file listed")
        need(row["as_of_position"] == str(size), f"reports.csv: {row['report']} is as of another position")
        need(len(rows_of(f"{folder}/{row['file']}")) == int(row["rows"]), f"reports.csv: {row['report']} has not {row['rows']} rows")


def check_sample(folder, key, listed, size, root, payments):
    """The payments drawn are those with the lowest tickets, and every step of theirs is proved."""
    rows = rows_of(f"{folder}/sample/sample.csv")
    with open(f"{folder}/sample/sample.md", encoding="utf-8") as file:
        seed = file.readline().rstrip("\n").rpartition(" by seed ")[2]
    tickets = sorted((hashlib.sha256(f"{seed}/{position}".encode()).hexdigest(), position) for position in payments)
    drawn = [(row["ticket"], int(row["position"])) for row in rows if row["step"] == "paid"]
    need(drawn == tickets[: len(drawn)], "the sample is not the payments with the lowest tickets")
    proofs = {path for path in listed if path.startswith("sample/proofs/")}
    need({"sample/" + row["proof"] for row in rows} == proofs, "the sample's steps and its proofs do not belong together")
    for path in proofs:
        event, *signed = check_proof(f"{folder}/{path}", key)
        need(signed == [size, root], f"{path} is under another checkpoint")
        need(path == f"sample/proofs/{event['position']}.tlog-proof", f"{path} is another event's")
        need(all(row["type"] == event["type"] for row in rows if row["position"] == str(event["position"])), f"sample.csv: position {event['position']} is a {event['type']}")
    return len(drawn)


def check_bundle(folder, given):
    key = Key(f"{folder}/verifier")
    same = given is None or (given.name, given.material) == (key.name, key.material)
    need(same, "verifier is not the key that was given")
    size, root = open_checkpoint(text_of(read(f"{folder}/checkpoint"), "checkpoint"), key, "checkpoint")
    listed = check_sums(folder)
    payments = check_events(folder, key, size, root, listed)
    check_lists(folder, listed, size)
    drawn = check_sample(folder, key, listed, size, root, payments)
    return f"{size} events as signed by {key.name}, root {base64.b64encode(root).decode()}; {drawn} of {len(payments)} payments drawn and proved"


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
    parser.add_argument("kind", choices=["bundle", "proof", "checkpoint"])
    parser.add_argument("path")
    parser.add_argument("--key")
    arguments = parser.parse_args()
    if arguments.kind != "bundle" and not arguments.key:
        parser.error("name the key: --key VKEY")
    try:
        key = Key(arguments.key) if arguments.key else None
        if arguments.kind == "bundle":
            said = check_bundle(arguments.path.rstrip("/"), key)
        elif arguments.kind == "proof":
            event, size, root = check_proof(arguments.path, key)
            said = f"position {event['position']}, {event['type']}, one of {size} events under root {base64.b64encode(root).decode()}"
        else:
            size, root = open_checkpoint(text_of(read(arguments.path), arguments.path), key, arguments.path)
            said = f"{size} events, root {base64.b64encode(root).decode()}"
    except Bad as bad:
        print(f"BAD: {bad}")
        return 1
    except (KeyError, TypeError, ValueError, OSError, csv.Error) as error:
        # Whatever is read may be broken in ways nobody thought of.
        print(f"BAD: {type(error).__name__}: {error}")
        return 1
    print(f"OK: {said}")
    return 0


sys.exit(main())
