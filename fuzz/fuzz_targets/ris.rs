//! Any bytes as RIS, as MEDLINE's records and as refer's.
#![no_main]

mod bibliography;

use ibid::read::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| bibliography::run(bytes, &[Format::Ris, Format::Medline, Format::Refer]));
