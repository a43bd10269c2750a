#![no_main]

#[path = "../readers.rs"]
#[allow(dead_code)] // each target uses one
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::poses(bytes));
