"""Normalises an archive of annual reports on a Spark cluster.

    spark-submit nianbao_spark.py INPUT… --out DIR [--nianbao PATH] [--names names.csv] [--partitions N]

Sources are partitioned; each partition streams its files through one `nianbao worker` (a line of JSON each way, see docs/worker.md), starts a new one
where a file has ended it, and yields rows. Written are, as Parquet:

    DIR/figures/year=YYYY/…   the twelve columns of the CSV, `source`, and which report of the source; years unknown stand under year=0
    DIR/sources               one row a source: path, sha256, size, kind, outcome, code, message, number of reports in it
    DIR/reports               one row a report: source, its number there, organ, year, form, counts, digest, whether it is the filed one

Nothing is kept between partitions, so a task that is lost is simply run again. INPUT are files and folders that every executor sees under
the same path; zip files are opened by the worker, and their entries are sources of their own. Of several files with one report the filed one is
chosen as `nianbao archive` does: fewest figures missing, unreadable or inferred, then the kind, then the first by path.
"""
import argparse
import base64
import json
import os
import select
import subprocess
import sys

FIGURE_COLUMNS = ["organ", "year", "form", "table", "row", "column", "value", "unit", "status", "text", "row_label", "column_label"]
RANK = {"docx": 0, "doc": 1, "xlsx": 1, "html": 2, "mhtml": 2, "rtf": 2, "text": 3}


def sources(inputs):
    """The files below the inputs, in one order; links are not followed."""
    for root in sorted(inputs):
        if os.path.isfile(root) and not os.path.islink(root):
            yield os.fsencode(root)
            continue
        for folder, folders, names in os.walk(os.fsencode(root), followlinks=False):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(folder, name)
                if os.path.isfile(path) and not os.path.islink(path):
                    yield path


class Worker:
    """One `nianbao worker`, started anew where a file has ended it or takes too long."""

    def __init__(self, program, names=None, seconds=60, memory=2 << 30):
        self.command = [program, "worker", "--memory", str(memory)] + (["--names", names] if names else [])
        self.seconds = seconds
        self.process = None
        self.rest = b""

    def ask(self, request):
        """The reply to a request; a reply of our own for a file that ended the worker."""
        if self.process is None:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            self.rest = b""
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
            line = self._line()
        except BrokenPipeError:
            line = None
        if line is not None:
            return json.loads(line)
        self.close(kill=True)
        return {"id": request["id"], "outcome": "quarantined", "code": "worker-ended", "message": "the worker ended, or stalled, over this file"}

    def _line(self):
        while b"\n" not in self.rest:
            ready, _, _ = select.select([self.process.stdout], [], [], self.seconds)
            if not ready:
                return None
            chunk = os.read(self.process.stdout.fileno(), 1 << 16)
            if not chunk:
                return None
            self.rest += chunk
        line, _, self.rest = self.rest.partition(b"\n")
        return line

    def close(self, kill=False):
        if self.process is None:
            return
        if kill:
            self.process.kill()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()
        self.process = None


def name(key, raw):
    """A name of bytes as a field of a request."""
    try:
        return {key: raw.decode("utf-8")}
    except UnicodeDecodeError:
        return {key + "_base64": base64.b64encode(raw).decode("ascii")}


def readable(raw):
    """A path as `nianbao archive` shows it: steps that are not UTF-8 in GB18030, where that leaves no doubt, else with their odd bytes as %XX."""

    def step(part):
        for encoding in ("utf-8", "gb18030"):
            try:
                return part.decode(encoding)
            except UnicodeDecodeError:
                pass
        return "".join(chr(b) if 0x20 <= b < 0x7F and b != 0x25 else f"%{b:02X}" for b in part)

    return "/".join(step(part) for part in raw.split(b"/"))


def member_bytes(entry):
    return entry["name"].encode("utf-8") if "name" in entry else base64.b64decode(entry["name_base64"])


def convert(paths, program, names=None, seconds=60):
    """(source row, [(report row, figure rows)]) for each source of a partition, entries of archives included."""
    worker = Worker(program, names, seconds)
    try:
        for path in paths:
            pending = [(path, [])]
            while pending:
                path_, members = pending.pop()
                request = {"id": "1", "want": ["figures"], **name("path", path_)}
                if members:
                    request["members"] = [name("name", member) for member in members]
                reply = worker.ask(request)
                shown = readable(b"!/".join([path_, *members]))
                if reply["outcome"] == "container":
                    for entry in reversed(reply.get("members", [])):
                        pending.append((path_, members + [member_bytes(entry)]))
                yield source_row(shown, reply), list(reports(shown, reply))
    finally:
        worker.close()


def source_row(shown, reply):
    return {
        "path": shown, "sha256": reply.get("sha256"), "size": reply.get("size"), "kind": reply.get("format"), "outcome": reply["outcome"],
        "code": reply.get("code"), "message": reply.get("message"), "reports": len(reply.get("reports", [])),
    }


def report_row(shown, kind, report):
    counts = report.get("figures_by_status", {})
    findings = report.get("findings_by_severity", {})
    return {
        "source": shown, "number": report.get("number", 1), "kind": kind, "organ": report.get("organ"), "year": report.get("year"),
        "form": report.get("form"), "reported": counts.get("reported", 0), "blank": counts.get("blank", 0),
        "not_applicable": counts.get("not_applicable", 0), "invalid": counts.get("invalid", 0), "missing": counts.get("missing", 0),
        "inferred": report.get("inferred", 0), "errors": findings.get("error", 0), "warnings": findings.get("warning", 0),
        "notes": findings.get("note", 0), "digest": report.get("digest"),
    }


def reports(shown, reply):
    """(report row, figure rows) for each report of a source: their figures follow one another, as many as their states add up to."""
    figures = iter(reply.get("figures", []))
    for report in reply.get("reports", []):
        row = report_row(shown, reply.get("format"), report)
        count = sum(report.get("figures_by_status", {}).values())
        yield row, [figure_row(row, fields) for _, fields in zip(range(count), figures)]


def figure_row(report, fields):
    row = dict(zip(FIGURE_COLUMNS, fields))
    row["year"] = int(row["year"] or 0)
    row["source"] = report["source"]
    row["number_in_source"] = report["number"]
    return row


def rank(row):
    """Smaller is better: the rule of `nianbao archive` for several files with one report."""
    return (row["missing"] + row["invalid"], row["inferred"], RANK.get(row["kind"], 4), row["number"], row["source"].encode("utf-8"))


def normalise(spark, inputs, out, program="nianbao", names=None, partitions=None, seconds=60):
    """Runs the job; returns the number of sources and of figures."""
    from pyspark.sql import functions as F
    from pyspark.sql import types as T

    # Executors have to know this file, also where it was imported and not submitted.
    spark.sparkContext.addPyFile(os.path.abspath(__file__))
    paths = list(sources(inputs))
    count = partitions or max(spark.sparkContext.defaultParallelism * 4, min(len(paths) // 500 + 1, 10_000))
    text, number = T.StringType(), T.LongType()
    numbers = {
        "size", "reports", "number", "year", "reported", "blank", "not_applicable", "invalid", "missing", "inferred", "errors", "warnings",
        "notes", "number_in_source",
    }
    source_names = list(source_row("", {"outcome": ""}))
    report_names = list(report_row("", None, {}))
    figure_names = FIGURE_COLUMNS + ["source", "number_in_source"]

    def schema(names):
        return T.StructType([T.StructField(n, number if n in numbers else text) for n in names])

    # Results of a partition are kept on the executors' disks; a lost one is made again from its paths.
    from pyspark import StorageLevel

    results = (
        spark.sparkContext.parallelize([bytes(path) for path in paths], count)
        .mapPartitions(lambda part: convert(part, program, names, seconds))
        .persist(StorageLevel.DISK_ONLY)
    )
    table = spark.createDataFrame(results.map(lambda result: tuple(result[0][n] for n in source_names)), schema(source_names))
    table.write.mode("overwrite").parquet(os.path.join(out, "sources"))

    # The filed report of each office and year; reports that name neither stand for themselves.
    found = results.flatMap(lambda result: result[1])
    chosen = found.map(lambda item: (key(item[0]), (rank(item[0]), place(item[0])))).reduceByKey(min).map(lambda item: item[1][1])
    filed = spark.sparkContext.broadcast(frozenset(chosen.collect()))
    kept = spark.createDataFrame(
        found.map(lambda item: tuple(item[0][n] for n in report_names) + (place(item[0]) in filed.value,)),
        T.StructType(schema(report_names).fields + [T.StructField("filed", T.BooleanType())]),
    )
    kept.write.mode("overwrite").parquet(os.path.join(out, "reports"))
    figures = found.flatMap(lambda item: item[1] if place(item[0]) in filed.value else [])
    frame = spark.createDataFrame(figures.map(lambda row: tuple(row[n] for n in figure_names)), schema(figure_names))
    # The decimal as written stands in `value`; `number` is for sums.
    frame = frame.withColumn("number", F.when(F.col("value") != "", F.col("value").cast("decimal(38,10)")))
    frame.write.mode("overwrite").partitionBy("year").parquet(os.path.join(out, "figures"))
    results.unpersist()
    return table.count(), frame.count()


def place(row):
    return (row["source"], row["number"])


def key(row):
    if row["organ"] and row["year"]:
        return (row["organ"], row["year"], "")
    return ("", 0, place(row))


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--out", required=True)
    parser.add_argument("--nianbao", default="nianbao", help="the executable, on every machine")
    parser.add_argument("--names", help="mapping file for names of offices, on every machine")
    parser.add_argument("--partitions", type=int)
    parser.add_argument("--seconds", type=int, default=60, help="what one file may take")
    options = parser.parse_args(arguments)
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("nianbao").getOrCreate()
    try:
        count, figures = normalise(spark, options.inputs, options.out, options.nianbao, options.names, options.partitions, options.seconds)
        print(f"{count} sources, {figures} figures in {options.out}", file=sys.stderr)
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
