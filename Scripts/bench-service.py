#!/usr/bin/env python3
"""Measures the service beside nginx serving the same bytes as a file, in one run, with wrk as a process of its own.

Used by `Scripts/bench service`; needs wrk and nginx (apt-get install wrk nginx-light). JIAOLI names the program to measure.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import time

from served import Office, Service, free_port

SECONDS = int(os.environ.get("SECONDS_PER_RUN", "5"))
ROUNDS = 3
UNLIMITED = ["--per-client", "1000000000", "--per-token", "1000000000", "--connections-per-client", "100000"]


def load():
    return " ".join(open("/proc/loadavg").read().split()[:3])


def wrk(url, connections=64, headers=(), seconds=SECONDS, script=None):
    """Requests a second, the 99th percentile in milliseconds, and what went wrong."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", url]
    for header in headers:
        command += ["-H", header]
    if script:
        command += ["-s", script]
    output = subprocess.check_output(command, text=True)
    rate = float(re.search(r"Requests/sec:\s+([0-9.]+)", output).group(1))
    value, unit = re.search(r"99%\s+([0-9.]+)(us|ms|s)", output).groups()
    slowest = float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    errors = re.findall(r"Non-2xx or 3xx responses: \d+|Socket errors: .*", output)
    return rate, slowest, errors


class Nginx:
    def __init__(self, folder, root):
        self.port = free_port()
        self.file = os.path.join(folder, "nginx.conf")
        with open(self.file, "w") as file:
            file.write(
                f"pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes auto; daemon off;\n"
                "events { worker_connections 1024; }\n"
                "http { sendfile on; tcp_nopush on; access_log off; keepalive_requests 1000000000; types { text/calendar ics; }\n"
                f"server {{ listen 127.0.0.1:{self.port}; root {root}; }} }}\n"
            )
        self.process = subprocess.Popen(["nginx", "-c", self.file], stderr=subprocess.DEVNULL)
        time.sleep(1)

    def tag(self):
        import http.client

        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("HEAD", "/feed.ics")
        return connection.getresponse().getheader("ETag")

    def stop(self):
        self.process.terminate()
        self.process.wait()


def compare(office, service, token, body):
    root = os.path.join(office.folder, "static")
    os.makedirs(root)
    os.chmod(office.folder, 0o755)
    with open(os.path.join(root, "feed.ics"), "wb") as file:
        file.write(body)
    nginx = Nginx(office.folder, root)
    ours, theirs = f"http://127.0.0.1:{service.port}/feeds/{token}.ics", f"http://127.0.0.1:{nginx.port}/feed.ics"
    tags = service.get(f"/feeds/{token}.ics")[0].getheader("ETag"), nginx.tag()
    for what, headers in [("GET", ([], [])), ("304", tuple([f"If-None-Match: {tag}"] for tag in tags))]:
        results = ([], [])
        for _ in range(ROUNDS):
            for result, url, fields in zip(results, (ours, theirs), headers):
                result.append(wrk(url, headers=fields))
        rates = [statistics.median(rate for rate, _, _ in result) for result in results]
        slowest = [statistics.median(slow for _, slow, _ in result) for result in results]
        errors = [error for result in results for _, _, found in result for error in found]
        print(
            f"{what} of 200 events ({len(body)} bytes), 64 connections: {rates[0]:.0f}/s, nginx {rates[1]:.0f}/s, "
            f"ratio {rates[0] / rates[1]:.2f} (floor 0.80); p99 {slowest[0]:.2f} ms, nginx {slowest[1]:.2f} ms (ceiling 20){' ' + str(errors) if errors else ''}"
        )
    nginx.stop()


def first_renderings(office, token):
    whole, rendering = [], []
    for _ in range(5):
        service = Service(office, *UNLIMITED)
        service.get("/healthz")
        start = time.perf_counter()
        service.get(f"/feeds/{token}.ics")
        whole.append((time.perf_counter() - start) * 1000)
        rendering.append(service.metric("jiaoli_feed_render_seconds_sum") * 1000)
        service.stop()
    print(
        f"first render of 200 events: {statistics.median(rendering):.2f} ms (ceiling 5); "
        f"the first GET with token, records and connection: {statistics.median(whole):.2f} ms; medians of 5 fresh processes"
    )


def many_tokens(office, service, tokens):
    """Every token once (each is looked up and its feed checked), then again (each is known)."""
    names = os.path.join(office.folder, "tokens.txt")
    office.write("tokens.txt", "\n".join(tokens) + "\n")
    office.write(
        "tokens.lua",
        "paths = {}\n"
        f"for line in io.lines('{names}') do paths[#paths + 1] = '/feeds/' .. line .. '.ics' end\n"
        "n = 0\nrequest = function() n = n % #paths + 1; return wrk.format('GET', paths[n]) end\n",
    )
    script = os.path.join(office.folder, "tokens.lua")
    url = f"http://127.0.0.1:{service.port}/"
    answered = lambda: service.metric('jiaoli_requests_total{area="feeds",status="200"}')
    before, start = answered(), time.time()
    # wrk runs for a time and starts with the first token each time, so one run has to be long enough for all of them.
    seconds = int(os.environ.get("SECONDS_FOR_TOKENS", "40"))
    rate, slowest, errors = wrk(url, seconds=seconds, script=script)
    count = answered() - before
    print(
        f"{len(tokens)} tokens, each looked up when it comes first: {count:.0f} answers in {time.time() - start:.0f} s"
        f"{'' if count >= len(tokens) else ' (not all: raise SECONDS_FOR_TOKENS)'}, p99 {slowest:.2f} ms {errors or ''}"
    )
    rate, slowest, errors = wrk(url, seconds=SECONDS, script=script)
    print(f"{len(tokens)} tokens, all known: {rate:.0f}/s, p99 {slowest:.2f} ms {errors or ''}; resident {service.resident():.0f} MiB")


def refusals(office, service):
    """Nobody learns from the time whether a token was ever given out."""
    once = office.token("W01")
    number = max(token["id"] for token in office.json("feed", "token", "list"))
    office.run("feed", "token", "revoke", str(number))
    times = []
    for token in (once, "a" * len(once), "x"):
        taken = []
        for _ in range(300):
            start = time.perf_counter()
            assert service.get(f"/feeds/{token}.ics")[0].status == 404
            taken.append((time.perf_counter() - start) * 1e6)
        times.append(statistics.median(taken))
    print("404 of a revoked, an unknown and an impossible token: " + ", ".join(f"{value:.0f}" for value in times) + " µs, medians of 300")


def memory(service, token):
    url = f"http://127.0.0.1:{service.port}/feeds/{token}.ics"
    sizes, total = [], 0
    wrk(url, seconds=SECONDS)
    for _ in range(5):
        rate, _, _ = wrk(url, seconds=SECONDS)
        total += rate * SECONDS
        sizes.append(service.resident())
    # An office of 1,000 devices that ask every five minutes makes 12,000 requests an hour.
    print(f"resident after each fifth of {total:.0f} requests: {', '.join(f'{size:.1f}' for size in sizes)} MiB")


def main():
    missing = [name for name in ("wrk", "nginx") if not shutil.which(name)]
    if missing:
        sys.exit(f"no {', '.join(missing)}: apt-get install wrk nginx-light")
    print(f"load before: {load()}; {os.cpu_count()} cores, shared by the service, nginx and wrk")
    office = Office()
    try:
        token = office.token("W01", "--no-deadlines", "--no-to-dos")
        first_renderings(office, token)
        count = int(os.environ.get("TOKENS", "100000"))
        tokens, start = [], time.time()
        while len(tokens) < count:
            rows = office.run("feed", "token", "issue", "--all", "--label", f"设备{len(tokens)}").decode().splitlines()[1:]
            tokens += [row.split("/feeds/")[1].split(".ics")[0] for row in rows]
        print(f"{len(tokens)} tokens given out in {time.time() - start:.1f} s, {len(office.people)} in one transaction")
        service = Service(office, *UNLIMITED)
        body = service.get(f"/feeds/{token}.ics")[1]
        compare(office, service, token, body)
        memory(service, token)
        many_tokens(office, service, tokens)
        refusals(office, service)
        code = service.stop()
        print(f"stopped with status {code}; load after: {load()}")
    finally:
        office.remove()


main()
