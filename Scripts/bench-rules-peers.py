#!/usr/bin/env python3
"""Compares evaluations per second of our rules with cel-python and common-expression-language from PyPI, in one run.

usage: bench-rules-peers.py [path of rules-benchmark] [--seconds 1] [--venv .build-bench/venv]

A package that cannot be installed is named and left out. All figures are per second of processor time on one core.
"""
import argparse, os, subprocess, sys, time, venv

SOURCE = "lessons >= 1 && (papers >= 1 || awards.exists(a, a.rank <= 3))"
VALUES = {"lessons": 2, "papers": 0, "awards": [{"rank": 5}, {"rank": 4}, {"rank": 2}]}
PACKAGES = {"common-expression-language": "rust", "cel-python": "python"}


def measure(call, seconds):
    """Calls until the time is over and returns calls per second of processor time."""
    assert call() is True or bool(call())
    count, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        for _ in range(100):
            call()
        count += 100
    return count / (time.process_time() - start)


def rust():
    import cel

    program = cel.compile(SOURCE)
    return lambda: program.execute(VALUES)


def python():
    import celpy

    environment = celpy.Environment()
    program = environment.program(environment.compile(SOURCE))
    values = celpy.json_to_cel(VALUES)
    return lambda: program.evaluate(values)


def install(folder, package):
    """Whether the package is there, installing it into a virtual environment of its own if need be."""
    interpreter = os.path.join(folder, "bin", "python")
    if not os.path.exists(interpreter):
        venv.create(folder, with_pip=True)
    command = [interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package]
    return subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("benchmark", nargs="?", default=".build/release/rules-benchmark")
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--venv", default=".build-bench/venv")
    parser.add_argument("--only", choices=PACKAGES.values(), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(f"{measure(globals()[options.only](), options.seconds):12.0f}")
        return
    print(SOURCE)
    ours = subprocess.run([options.benchmark, str(options.seconds)], capture_output=True, text=True, check=True).stdout
    line = next(line for line in ours.splitlines() if SOURCE in line)
    print(f"{float(line.split('/s')[0]):12.0f}/s  jiaoli rules")
    for package, name in PACKAGES.items():
        folder = os.path.join(options.venv, name)
        if not install(folder, package):
            print(f"{'-':>12}    {package} (could not be installed)")
            continue
        command = [os.path.join(folder, "bin", "python"), os.path.abspath(__file__), "--only", name, "--seconds", str(options.seconds)]
        run = subprocess.run(command, capture_output=True, text=True)
        figure = f"{run.stdout.strip():>12}/s" if run.returncode == 0 else f"{'-':>12}  "
        print(f"{figure}  {package}" + ("" if run.returncode == 0 else " (failed: " + run.stderr.strip().splitlines()[-1] + ")"))


if __name__ == "__main__":
    sys.exit(main())
