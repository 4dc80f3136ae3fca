//! Numbers and units of the package siunitx: `\SI{5}{\metre}`, `\num{1e3}`, `\qtyrange{1}{2}{\um}`.

use crate::model::MarkKind;
use crate::read::bibtex::tex::{Decoder, argument};

impl Decoder<'_, '_> {
    /// A command of siunitx; returns the offset after its arguments.
    pub(super) fn quantity(&mut self, input: &str, name: &str, end: usize) -> Option<usize> {
        let next = argument::skip_optional(input, end);
        match name {
            "num" | "numlist" | "numproduct" | "tablenum" => {
                let (numbers, next) = argument::next(input, next)?;
                self.numbers(numbers);
                Some(next)
            }
            "ang" => {
                let (angle, next) = argument::next(input, next)?;
                for (part, sign) in angle.split(';').zip(["°", "′", "″"]) {
                    if !part.trim().is_empty() {
                        self.number(part);
                        self.out.push_str(sign);
                    }
                }
                Some(next)
            }
            "numrange" => {
                let (first, next) = argument::next(input, next)?;
                let (last, next) = argument::next(input, next)?;
                self.number(first);
                self.out.push('–');
                self.number(last);
                Some(next)
            }
            "SI" | "qty" | "SIlist" | "qtylist" | "qtyproduct" => {
                let (numbers, next) = argument::next(input, next)?;
                // A unit before the number: `\SI{5}[\$]{}`.
                let (unit, next) = argument::next(input, argument::skip_optional(input, next))?;
                self.numbers(numbers);
                self.unit_after_number(unit);
                Some(next)
            }
            "SIrange" | "qtyrange" => {
                let (first, next) = argument::next(input, next)?;
                let (last, next) = argument::next(input, next)?;
                let (unit, next) = argument::next(input, next)?;
                self.number(first);
                self.unit_after_number(unit);
                self.out.push('–');
                self.number(last);
                self.unit_after_number(unit);
                Some(next)
            }
            "si" | "unit" => {
                let (unit, next) = argument::next(input, next)?;
                self.unit(unit);
                Some(next)
            }
            _ => None,
        }
    }

    fn numbers(&mut self, list: &str) {
        for (place, number) in list.split(';').enumerate() {
            if place > 0 {
                self.out.push_str(", ");
            }
            self.number(number);
        }
    }

    /// A number: `1.5e-3`, `3x4`, `1.0 +- 0.1`.
    fn number(&mut self, text: &str) {
        let text = text.trim();
        if text.contains(['\\', '{', '$']) {
            self.argument(text);
            return;
        }
        let text = text.replace("+-", " ± ").replace('x', " × ");
        let exponent = text.find(['e', 'E', 'd', 'D']);
        let (number, exponent) = match exponent {
            Some(at) => (&text[..at], Some(text[at + 1..].trim_start_matches('+'))),
            None => (text.as_str(), None),
        };
        let spaced =
            number.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        self.out.push_str(&spaced.replace('-', "−"));
        if let Some(exponent) = exponent {
            self.out.push_str(if spaced.is_empty() { "10" } else { " × 10" });
            self.raised(&exponent.replace('-', "−"));
        }
    }

    fn unit_after_number(&mut self, unit: &str) {
        let is_attached = ["\\degree", "\\arcminute", "\\arcsecond"].contains(&unit.trim());
        if !is_attached && !unit.trim().is_empty() {
            self.push_no_break_space();
        }
        self.unit(unit);
    }

    /// A unit: `\kilo\metre\per\second\squared`, or letters: `m.s^{-1}`.
    fn unit(&mut self, text: &str) {
        let mut at = 0;
        let (mut has_unit, mut per, mut before) = (false, false, "");
        let mut prefix = String::new();
        while let Some(next) = text[at..].chars().next() {
            if next != '\\' {
                at = self.letters_of_unit(text, at, next);
                has_unit |= !next.is_whitespace();
                continue;
            }
            let (name, end) = argument::command_name(text, at);
            at = argument::skip_space(text, end);
            match name {
                "per" => per = true,
                "square" => before = "2",
                "cubic" => before = "3",
                // Powers of the unit before are read with it.
                "of" | "cancel" | "highlight" => {}
                name => {
                    if let Some(sign) = found(&PREFIXES, name) {
                        prefix.push_str(sign);
                        continue;
                    }
                    if has_unit {
                        self.push_no_break_space();
                    }
                    has_unit = true;
                    self.out.push_str(&prefix);
                    match found(&UNITS, name) {
                        Some(sign) => self.out.push_str(sign),
                        // `\um`, `\kHz`: the short forms are the letters themselves.
                        None => self.out.push_str(&short(name)),
                    }
                    let (power, next) = power_after(text, at);
                    at = next;
                    let power = if before.is_empty() { power } else { before };
                    match (per, power) {
                        (true, "") => self.raised("−1"),
                        (true, power) => self.raised(&format!("−{power}")),
                        (false, "") => {}
                        (false, power) => self.raised(&power.replace('-', "−")),
                    }
                    (per, before) = (false, "");
                    prefix.clear();
                }
            }
        }
        self.out.push_str(&prefix);
    }

    /// One character of a unit that is written in letters, and the power after it.
    fn letters_of_unit(&mut self, text: &str, at: usize, next: char) -> usize {
        let end = at + next.len_utf8();
        match next {
            '.' | '~' => self.push_no_break_space(),
            '^' => {
                let (power, end) = argument::next(text, end).unwrap_or(("", end));
                self.raised(&power.replace('-', "−"));
                return end;
            }
            '{' | '}' | '$' => {}
            next => self.out.push(next),
        }
        end
    }

    fn raised(&mut self, power: &str) {
        let start = self.out.len();
        self.out.push_str(power);
        self.mark(start, MarkKind::Superscript);
    }
}

/// The power that a command after a unit gives it, and the offset after that.
fn power_after(text: &str, at: usize) -> (&str, usize) {
    if !text[at..].starts_with('\\') {
        return ("", at);
    }
    let (name, end) = argument::command_name(text, at);
    match name {
        "squared" => ("2", argument::skip_space(text, end)),
        "cubed" => ("3", argument::skip_space(text, end)),
        "tothe" | "raiseto" => argument::next(text, end).unwrap_or(("", end)),
        _ => ("", at),
    }
}

/// A short form: `\um` is `µm`.
fn short(name: &str) -> String {
    match name.strip_prefix('u').filter(|rest| {
        matches!(*rest, "m" | "s" | "g" | "l" | "L" | "A" | "V" | "W" | "J" | "F" | "H" | "mol")
    }) {
        Some(rest) => format!("µ{rest}"),
        None => name.to_owned(),
    }
}

fn found(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign)
}

#[rustfmt::skip]
static PREFIXES: [(&str, &str); 25] = [
    ("kilo", "k"), ("mega", "M"), ("giga", "G"), ("tera", "T"), ("peta", "P"), ("exa", "E"),
    ("zetta", "Z"), ("yotta", "Y"), ("hecto", "h"), ("deca", "da"), ("deka", "da"), ("deci", "d"),
    ("centi", "c"), ("milli", "m"), ("micro", "µ"), ("nano", "n"), ("pico", "p"), ("femto", "f"),
    ("atto", "a"), ("zepto", "z"), ("yocto", "y"), ("kibi", "Ki"), ("mebi", "Mi"), ("gibi", "Gi"),
    ("tebi", "Ti"),
];

/// *Source*: the manual of siunitx, tables of units.
#[rustfmt::skip]
static UNITS: [(&str, &str); 67] = [
    ("metre", "m"), ("meter", "m"), ("second", "s"), ("kilogram", "kg"), ("gram", "g"),
    ("kelvin", "K"), ("ampere", "A"), ("mole", "mol"), ("candela", "cd"), ("hertz", "Hz"),
    ("newton", "N"), ("pascal", "Pa"), ("joule", "J"), ("watt", "W"), ("volt", "V"), ("ohm", "Ω"),
    ("siemens", "S"), ("farad", "F"), ("henry", "H"), ("tesla", "T"), ("weber", "Wb"),
    ("coulomb", "C"), ("lumen", "lm"), ("lux", "lx"), ("becquerel", "Bq"), ("gray", "Gy"),
    ("sievert", "Sv"), ("katal", "kat"), ("celsius", "°C"), ("degreeCelsius", "°C"),
    ("degreecelsius", "°C"), ("degC", "°C"), ("degree", "°"), ("arcminute", "′"), ("arcmin", "′"),
    ("arcsecond", "″"), ("arcsec", "″"), ("minute", "min"), ("hour", "h"), ("day", "d"),
    ("litre", "L"), ("liter", "L"), ("tonne", "t"), ("hectare", "ha"), ("electronvolt", "eV"),
    ("bar", "bar"), ("mmHg", "mmHg"), ("angstrom", "Å"), ("percent", "%"), ("dalton", "Da"),
    ("decibel", "dB"), ("bel", "B"), ("neper", "Np"), ("radian", "rad"), ("steradian", "sr"),
    ("astronomicalunit", "au"), ("atomicmassunit", "u"), ("bit", "bit"), ("byte", "B"),
    ("parsec", "pc"), ("clight", "c"), ("planckbar", "ħ"), ("electronmass", "mₑ"), ("barn", "b"),
    ("knot", "kn"), ("nauticalmile", "M"), ("molar", "M"),
];
