# The whole study: tables and pages, the check of every file, and what became of the clips.


localrules:
    summary,


# Makes what is of all clips from the results of the parts.
rule collect:
    input:
        expand(
            "results/shards/{shard}-of-{shards}.txt",
            shard=range(1, SHARDS + 1),
            shards=SHARDS,
        ),
    output:
        manifest=f"{STUDY}/manifest.sha256",
        page=report(
            f"{STUDY}/group.html", caption="../report/group.rst", category="Study"
        ),
        clips=report(
            f"{STUDY}/tables/clips.csv",
            caption="../report/clips.rst",
            category="Study",
        ),
        methods=report(
            f"{STUDY}/methods.md", caption="../report/methods.rst", category="Study"
        ),
    log:
        "logs/collect.log",
    threads: 1
    resources:
        mem_mb=lambda wildcards, attempt: attempt * 2000,
        runtime=60,
    params:
        gaitline=config["gaitline"],
        study=subpath(output.manifest, parent=True),
        bids=["--bids"] if config["bids"] else [],
    shell:
        "{params.gaitline:q} collect {params.study:q} {params.bids:q} 2>&1 | tee {log:q} >&2"


# Compares every file with the manifest. A file that changed or is missing fails the workflow.
rule verify:
    input:
        f"{STUDY}/manifest.sha256",
    output:
        "results/verified.txt",
    log:
        "logs/verify.log",
    threads: 1
    resources:
        mem_mb=1000,
        runtime=60,
    params:
        gaitline=config["gaitline"],
        study=subpath(input[0], parent=True),
    shell:
        "{params.gaitline:q} verify {params.study:q} 2>&1 | tee {log:q} >&2 && cp {log:q} {output:q}"


# Says which clips have no report. Such clips do not fail the workflow: the tables name them, too.
rule summary:
    input:
        "results/verified.txt",
    output:
        "results/summary.txt",
    log:
        "logs/summary.log",
    threads: 1
    params:
        study=STUDY,
    shell:
        """
        exec 2>{log:q}
        (
            echo "The study is complete: "{params.study:q}/group.html
            failed=$(find {params.study:q}/errors -name '*.txt' 2>/dev/null | sort || true)
            if [ -n "$failed" ]; then
                echo "Clips without report: $(wc -l <<<"$failed"). What to do is in "{params.study:q}/errors
        while read -r file; do
            sed -n 's/^error: /  /p' "$file"
        done <<<"$failed"
    fi
) | tee {output:q}
        """
