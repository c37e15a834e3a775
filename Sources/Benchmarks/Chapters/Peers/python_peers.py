"""Drives what there is in Python for `esep bench --peers`: `eventsourcing` with its PostgreSQL recorder, and plain `psycopg`.

    python_peers.py modules
    python_peers.py eventsourcing|psycopg option=value …

Prints plain lines, a word, a blank and a value. Time is that of the one monotonic clock all processes share.
"""

import json
import multiprocessing
import sys
import threading
import time


def modules(_):
    """Says which versions are here; fails with the name of the first module that is not."""
    import psycopg_pool  # noqa: F401
    import psycopg
    import eventsourcing.postgres  # noqa: F401
    from importlib.metadata import version

    print("eventsourcing", version("eventsourcing"))
    print("psycopg", version("psycopg"), psycopg.pq.__impl__)


class Client:
    """What one client repeats, and what it has stored so far."""

    def __init__(self, sales, number):
        self.sales, self.number = sales, number
        self.stored = self.written = self.gross = 0

    def next_sale(self):
        sale, gross = self.sales[(self.written + self.number * 17) % len(self.sales)]
        self.written += 1
        self.gross += gross
        return sale


def run_threads(make, numbers, seconds, start_line, results):
    """The clients of one process, a thread each. All of them, in all processes, start together once they are warm."""
    gate = threading.Barrier(len(numbers) + 1)
    outcomes = []

    def run(number):
        try:
            client, work = make(number)
            for _ in range(6):
                work()
        except BaseException:
            gate.abort()
            raise
        gate.wait()
        gate.wait()
        latencies, before = [], client.stored
        now = time.perf_counter_ns()
        end = now + int(seconds * 1e9)
        while now < end:
            work()
            after = time.perf_counter_ns()
            latencies.append(after - now)
            now = after
        outcomes.append((client.stored - before, client.stored, client.gross, now, latencies))

    threads = [threading.Thread(target=run, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    try:
        gate.wait()
        start_line.wait()
        start = time.perf_counter_ns()
        gate.wait()
    except threading.BrokenBarrierError:
        start_line.abort()
        results.put(None)
        return
    for thread in threads:
        thread.join()
    results.put((start, outcomes) if len(outcomes) == len(numbers) else None)


def measure(make_process, options):
    """Shares the clients out over so many processes, because threads of one process take turns at running Python."""
    clients, seconds = int(options["clients"]), float(options["seconds"])
    processes = min(clients, int(options["processes"]))
    context = multiprocessing.get_context("fork")
    start_line, results = context.Barrier(processes), context.Queue()

    def run(first):
        try:
            numbers = range(first, clients, processes)
            make, close = make_process(len(numbers))
            run_threads(make, numbers, seconds, start_line, results)
            close()
        except BaseException:
            start_line.abort()
            results.put(None)
            raise

    # They end with this process, whatever becomes of it, and it does not wait for ever.
    children = [context.Process(target=run, args=(first,), daemon=True) for first in range(processes)]
    for child in children:
        child.start()
    gathered = [results.get(timeout=seconds + 60) for _ in children]
    for child in children:
        child.join(60)
    if None in gathered:
        sys.exit("a client failed")
    outcomes = [outcome for _, own in gathered for outcome in own]
    print("units", sum(outcome[0] for outcome in outcomes))
    print("stored", sum(outcome[1] for outcome in outcomes))
    print("gross", sum(outcome[2] for outcome in outcomes))
    print("nanoseconds", max(outcome[3] for outcome in outcomes) - min(start for start, _ in gathered))
    for outcome in outcomes:
        print("\n".join(f"latency {latency}" for latency in outcome[4]))


def read_sales(options, parse):
    with open(options["sales"], encoding="utf-8") as file:
        return [(parse(line), json.loads(line)["gross"]) for line in map(str.strip, file)]


def eventsourcing_store(options):
    """Aggregates of the library, saved through an application of it; each client has an aggregate of its own."""
    from eventsourcing.application import Application
    from eventsourcing.domain import Aggregate, event

    class Sale(Aggregate):
        @event("Opened")
        def __init__(self):
            self.last = None

        @event("Recorded")
        def record(self, details):
            self.last = details

    def application(connections, makes_tables):
        return Application(
            env={
                "PERSISTENCE_MODULE": "eventsourcing.postgres",
                "POSTGRES_HOST": options["host"],
                "POSTGRES_PORT": options["port"],
                "POSTGRES_DBNAME": options["database"],
                "POSTGRES_USER": options["user"],
                "POSTGRES_PASSWORD": "not needed on a local socket",
                # A connection for each client, kept open.
                "POSTGRES_POOL_SIZE": str(connections),
                "POSTGRES_MAX_OVERFLOW": "0",
                "POSTGRES_ENABLE_DB_FUNCTIONS": options["functions"],
                "CREATE_TABLE": makes_tables,
            }
        )

    sales, size = read_sales(options, json.loads), int(options["events"])
    # Applications that make tables at the same time get into one another's way.
    application(1, "yes").close()

    def make_process(clients):
        app = application(clients, "no")

        def make(number):
            client, sale = Client(sales, number), Sale()
            app.save(sale)
            client.stored += 1

            def work():
                for _ in range(size):
                    sale.record(client.next_sale())
                app.save(sale)
                client.stored += size

            return client, work

        return make, app.close

    measure(make_process, options)


def psycopg_inserts(options):
    """A table of events without a log's guarantees, filled in the ways psycopg's manual names for one row and for many."""
    import psycopg

    sales, size, how = read_sales(options, str), int(options["events"]), options["how"]
    server = {"host": options["host"], "port": options["port"], "dbname": options["database"], "user": options["user"]}
    with psycopg.connect(**server) as connection:
        connection.execute(
            "CREATE TABLE event (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text NOT NULL, version integer NOT NULL,"
            " type text NOT NULL, occurred_on date NOT NULL DEFAULT current_date, recorded_at timestamptz NOT NULL DEFAULT now(),"
            " actor text NOT NULL DEFAULT 'bench', payload json NOT NULL, UNIQUE (stream, version))"
        )
    columns = "event (stream, version, type, payload)"
    insert = f"INSERT INTO {columns} VALUES (%s, %s, 'SaleRecorded', %s)"
    arrays = f"INSERT INTO {columns} SELECT s, v, 'SaleRecorded', p::json FROM unnest(%b::text[], %b::int[], %b::text[]) AS new (s, v, p)"

    def make(number):
        connection = psycopg.connect(**server, autocommit=True, prepare_threshold=0)
        cursor, client, stream = connection.cursor(), Client(sales, number), f"sale/{number}"

        def rows():
            return [(stream, client.stored + place, client.next_sale()) for place in range(1, size + 1)]

        def one():
            for row in rows():
                cursor.execute(insert, row)

        def many():
            with connection.transaction():
                cursor.executemany(insert, rows())

        def array():
            cursor.execute(arrays, tuple(map(list, zip(*rows()))))

        def copy():
            with cursor.copy(f"COPY {columns} FROM STDIN") as copying:
                for row in rows():
                    copying.write_row((row[0], row[1], "SaleRecorded", row[2]))

        store = {"one": one, "many": many, "array": array, "copy": copy}[how]

        def work():
            store()
            client.stored += size

        return client, work

    measure(lambda _: (make, lambda: None), options)


if __name__ == "__main__":
    given = dict(argument.split("=", 1) for argument in sys.argv[2:])
    {"modules": modules, "eventsourcing": eventsourcing_store, "psycopg": psycopg_inserts}[sys.argv[1]](given)
