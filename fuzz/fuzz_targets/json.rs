//! Any bytes as CSL-JSON.
#![no_main]

mod bibliography;

use ibid::read::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| bibliography::run(bytes, &[Format::CslJson]));
