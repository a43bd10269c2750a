# The clips: first the check of the table, then one job for each part.


localrules:
    plan,


# Reads the table without analysing anything. Mistakes end the workflow here, before any job is submitted.
rule plan:
    input:
        clips=config["input"],
        options=config["options"] or [],
    output:
        "results/plan.tsv",
    log:
        "logs/plan.log",
    retries: 0
    params:
        gaitline=config["gaitline"],
        study=STUDY,
        options=options_argument(),
    shell:
        "{params.gaitline:q} batch {input.clips:q} --out {params.study:q} {params.options:q} --dry-run"
        " 2>&1 >{output:q} | tee {log:q} >&2"


# Analyses one part into the folder of the whole study. What an earlier, interrupted run has done is not done again:
# the results are no outputs of this rule, as Snakemake would remove them before it starts the job anew.
#
# Exit code 1 means that clips failed: the job is done, and the tables name them. Every other end fails the job: wrong
# usage (2), a run that had to stop, for example on a full disk (3), a signal (above 128).
rule analyse:
    input:
        "results/plan.tsv",
    output:
        "results/shards/{shard}-of-{shards}.txt",
    log:
        "logs/analyse/{shard}-of-{shards}.log",
    threads: 4
    resources:
        mem_mb=memory_mb,
        runtime=240,
    params:
        gaitline=config["gaitline"],
        clips=config["input"],
        study=STUDY,
        options=options_argument(),
    shell:
        """
        # Clips that failed for a passing reason, such as a full disk, are tried once more. The others are done by then.
        for attempt in 1 2; do
            code=0
            {params.gaitline:q} batch {params.clips:q} --out {params.study:q} {params.options:q} \
                --shard {wildcards.shard}/{wildcards.shards} --workers {threads} >{log:q} 2>&1 || code=$?
            if [ "$code" -ne 1 ]; then break; fi
        done
        if [ "$code" -gt 1 ]; then
            echo "part {wildcards.shard} of {wildcards.shards} ended with exit code $code" | tee --append {log:q} >&2
            exit 1
        fi
        echo "exit code $code" >{output:q}
        """
