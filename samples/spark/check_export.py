"""Checks a bulk export with ipse on the workers of Spark, and counts what is found."""
import json
import os
import subprocess
import sys
import time

import pandas
from pyspark.sql import SparkSession, functions

MASTER = os.environ.get("MASTER", "local[2]")
IPSE = os.environ.get("IPSE", "ipse")
SCHEMAS = {
    "ndjson": "file string, line long, column long, record long, resourceType string, id string, resource string, "
              "severity string, key string, path string, pointer string, message string, profile string, ipse string",
    "records": "record long, resourceType string, id string, errors long, warnings long, notes long, gaps long, "
               "obligated long, present long, profile string",
    "figures": "figure string, obligation string, element string, actor string, count long, present long, obligated long",
}
CHECK = [IPSE, "check", "--input", "ndjson", "--exit-zero", "-j", "1"]
REPORT = [IPSE, "report", "--format", "json", "-j", "1"]


def ipse_over(lines, command):
    """What a command of ipse prints for some lines."""
    text = "".join(line + "\n" for line in lines)
    done = subprocess.run(command + ["-"], input=text.encode(), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode())
    return done.stdout.decode()


def checker(form):
    """For mapInPandas: lines in, findings or records out, as JSON."""
    def run(batches):
        for batch in batches:
            printed = ipse_over(batch["value"], CHECK + ["--format", form]).splitlines()
            yield pandas.DataFrame({"json": pandas.Series(printed, dtype=object)})
    return run


def reporter(batches):
    """For mapInPandas: lines in, the figures of their report out, as JSON. All are counts: those of all batches are added up."""
    for batch in batches:
        report = json.loads(ipse_over(batch["value"], REPORT))
        rows = [json.dumps(dict(row, figure=figure)) for figure in ("gaps", "completeness") for row in report[figure]]
        yield pandas.DataFrame({"json": pandas.Series(rows, dtype=object)})


def parsed(lines, function, schema):
    printed = lines.mapInPandas(function, "json string")
    return printed.select(functions.from_json("json", schema).alias("row")).select("row.*")


def draw(counts, path):
    try:
        import matplotlib
        matplotlib.use("Agg")
        import matplotlib.pyplot as plot
    except ImportError:
        print("findings.png is not drawn: matplotlib is not installed")
        return
    frame = counts.toPandas().sort_values("count")
    axes = frame.plot.barh(x="key", y="count", legend=False, figsize=(8, max(2, len(frame) / 3)))
    axes.set_xlabel("findings")
    plot.tight_layout()
    plot.savefig(path)


def main(folder):
    spark = SparkSession.builder.master(MASTER).appName("ipse").config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    lines = spark.read.text(os.path.join(folder, "*.ndjson"))
    total = lines.count()
    out = os.path.join(os.getcwd(), "ipse-findings.parquet")

    start = time.monotonic()
    parsed(lines, checker("ndjson"), SCHEMAS["ndjson"]).write.mode("overwrite").parquet(out)
    seconds = time.monotonic() - start
    findings = spark.read.parquet(out)

    counts = findings.groupBy("key", "severity").count().orderBy(functions.desc("count"), "key")
    print("findings by key:")
    counts.show(50, truncate=False)

    figures = parsed(lines, reporter, SCHEMAS["figures"]).cache()
    print("gaps by obligation:")
    gaps = figures.where("figure = 'gaps'").groupBy("obligation", "element")
    gaps.agg(functions.sum("count").alias("gaps")).orderBy(functions.desc("gaps"), "element").show(20, truncate=False)

    print("completeness by actor:")
    figures.where("figure = 'completeness'").groupBy("actor").agg(
        functions.sum("present").alias("present"),
        functions.sum("obligated").alias("obligated"),
        (functions.sum("present") / functions.sum("obligated")).alias("completeness"),
    ).orderBy("actor").show(truncate=False)

    print("completeness by type of resource:")
    records = parsed(lines, checker("records"), SCHEMAS["records"])
    records.groupBy("resourceType").agg(
        functions.count("*").alias("records"),
        functions.sum("errors").alias("errors"),
        (functions.sum("present") / functions.sum("obligated")).alias("completeness"),
    ).orderBy("resourceType").show(truncate=False)

    print("studies with errors, joined with their resources by id:")
    resources = lines.select(functions.get_json_object("value", "$.id").alias("id"),
                             functions.get_json_object("value", "$.modality[0].code").alias("modality"))
    wrong = findings.where("severity = 'error' and resourceType = 'ImagingStudy'").select("id").distinct()
    wrong.join(resources, "id").groupBy("modality").count().orderBy("modality").show(truncate=False)

    draw(counts.groupBy("key").agg(functions.sum("count").alias("count")), "findings.png")
    print(f"{total} resources in {seconds:.1f} s: {total / seconds:.0f} a second on {MASTER}")
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1])
