# What the rules share.

STUDY = config["study"].rstrip("/")
SHARDS = config["shards"]

# A worker needs about 600 MB, the program itself and the job's own Snakemake the rest.
MB_PER_WORKER = 600
MB_BESIDE_WORKERS = 600


wildcard_constraints:
    shard=r"\d+",
    shards=r"\d+",


def options_argument():
    """The options of the analysis, as an argument; nothing for the defaults."""
    return ["--options", config["options"]] if config["options"] else []


def memory_mb(wildcards, threads, attempt):
    """The memory of a part; half as much again for each attempt before, as too little may have ended it."""
    return (MB_BESIDE_WORKERS + MB_PER_WORKER * threads) * (attempt + 1) // 2
