# Two commands: `make demo` and `make test`. Both install what is missing and may be run again.

CLIP := samples/clips/sports2d-demo.mp4
GAITLINE := target/release/gaitline
# one test more than there are processors: some of them wait for a browser or a clock
AT_A_TIME = $$(($$(getconf _NPROCESSORS_ONLN) + 1))

.PHONY: help demo test test-slurm test-package bench models package audit clean
.SILENT:

help:
	echo "make demo    from a bare machine to a report of a real clip"
	echo "make test    everything that is checked: format, lints, docs, tests"
	echo "make bench   speed, memory and accuracy"
	echo "make package an archive and a .deb for machines that have nothing else"
	echo "make models  only prepares the pose models and ONNX Runtime"
	echo "make audit   licences, sources and known weaknesses of all dependencies; needs cargo-deny"
	echo "make clean   removes what was built; models and clips stay"

demo: models
	echo "fetching the demo clip"
	samples/fetch
	echo "building"
	cargo build --release --locked
	echo "analysing $(CLIP)"
	$(GAITLINE) analyze $(CLIP) --out gaitline-out --overlay

models:
	echo "installing what is missing"
	setup/install
	echo "preparing the models"
	models/prepare --models full,heavy

test: models
	setup/install --tests
	samples/fetch
	echo "checking the set-up scripts"
	python3 -B -m unittest discover -s tests/setup
	echo "checking the format"
	cargo fmt --check
	echo "checking with clippy"
	cargo clippy --locked --all-targets -- -D warnings
	echo "checking the docs"
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --quiet
	echo "checking the library without FFmpeg and ONNX Runtime"
	cargo check --locked --no-default-features --lib --examples --profile test
	echo "running the tests"
	RUST_TEST_THREADS=$(AT_A_TIME) cargo test --locked
	echo "running a study on a Slurm of one node and, at the same time, trying a package where there is nothing else"
	$(MAKE) --no-print-directory --jobs=2 --output-sync=target test-slurm test-package

# Both need the program that the tests have built, and the first one the models.
test-slurm:
	workflow/test/slurm_one_node --gaitline target/debug/gaitline --models models

test-package:
	package/test

bench: models
	samples/fetch
	cargo bench --locked
	cargo build --release --locked
	benches/mediapipe_agreement.py $(CLIP)

package: models
	setup/install --package
	echo "building"
	cargo build --release --locked
	package/build

audit:
	cargo deny --locked check

clean:
	cargo clean
	rm -rf gaitline-out
