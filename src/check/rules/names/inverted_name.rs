#![doc = include_str!("inverted_name.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::everybody::key;
use crate::check::subject::{Everybody, Subject};
use crate::diagnostic::{
    Confidence, Diagnostic, Family, Fix, FixAvailability, Group, Rule, Severity,
};
use crate::model::{FieldOrigin, Initials, Name, Person, ends_with_initials, initials_in_list};
use crate::read::Format;
use crate::source::Location;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "inverted-name",
        code: "NAM009",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("inverted_name.md"),
    },
    looks_at: &[LooksAt::EntryInRun(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let names = entry.own_names().filter(|(_, field, _)| entry.divided(field).is_none());
    let names: Vec<_> = names.collect();
    let mut found: Vec<(Location, Diagnostic)> = Vec::new();
    for &(name, field, place) in &names {
        let Name::Person(person) = name else { continue };
        let written = Written { cx, entry, field, place };
        let others = || names.iter().filter(|(_, _, at)| *at != place);
        // `Guodong ZHOU and Jian SU` are in the right order.
        let in_capitals = |name: &Name| match name {
            Name::Person(person) => is_in_capitals(&person.family),
            _ => false,
        };
        // At least one of the two must certainly be an initial.
        let alike = |may_be_other: bool| {
            others().any(|&(name, field, place)| {
                let other = Written { cx, entry, field, place }.in_order(name);
                initials_in_list(&other).is_some_and(|it| !(may_be_other && it.may_be_other))
            }) && !others().any(|it| in_capitals(it.0))
        };
        let is_usual = field.has_usual_names;
        match (!is_usual).then(|| initials_last(name, person, &written, alike)).flatten() {
            Some(finding) => found.push((field.value_location(), finding)),
            None if cx.run.numbered().may_have_swapped(person) => {
                cx.report_all(parts_swapped(person, &written, cx.run.everybody()));
            }
            None => {}
        }
    }
    // A partly corrected list would be harder to read than before.
    let is_mended = |place: Location| {
        let in_field = || names.iter().filter(move |(_, field, _)| field.value_location() == place);
        let is_left = |&&(name, field, place): &&(&Name, &FieldOrigin, Location)| {
            let display = Written { cx, entry, field, place }.in_order(name);
            let has_fix = found
                .iter()
                .any(|(_, finding)| finding.primary.location == place && finding.fix.is_some());
            !has_fix && initials_in_list(&display).is_some() && matches!(name, Name::Person(_))
        };
        !in_field().any(|it| is_left(&it))
    };
    let kept: Vec<bool> = found.iter().map(|(place, _)| is_mended(*place)).collect();
    for ((_, mut finding), keeps_fix) in found.into_iter().zip(kept) {
        finding.fix = finding.fix.filter(|_| keeps_fix);
        cx.report(finding);
    }
}

/// A name in its field.
struct Written<'s, 'a> {
    cx: &'s Context<'s>,
    entry: &'s Subject<'a>,
    field: &'s FieldOrigin,
    place: Location,
}

impl Written<'_, '_> {
    fn finding(&self, message: String) -> Diagnostic {
        self.cx.of_field(self.entry, self.field, self.place, message)
    }

    /// The name in the order in which it is read aloud: as written, if its words are separated only
    /// by spaces.
    fn in_order(&self, name: &Name) -> String {
        let text = self.text();
        if self.is_in_parts(text) {
            return name.display();
        }
        let words = text.split(|c: char| c.is_whitespace() || c == '~');
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Whether the name may end with initials where it is read aloud, as hardly one does.
    fn may_end_so(&self, person: &Person) -> bool {
        let text = self.text();
        if self.is_in_parts(text) {
            return person.family.is_empty() || ends_with_initials(&person.family);
        }
        let divides = |c: char| c.is_whitespace() || c == '~';
        let last = text.trim_end_matches(divides).rsplit(divides).next();
        last.is_none_or(ends_with_initials)
    }

    /// Whether more than spaces parts the words of the name.
    fn is_in_parts(&self, text: &str) -> bool {
        let parts = |byte: u8| matches!(byte, b',' | b'{' | b'\\' | b'=');
        self.entry.format != Format::Bibtex || text.bytes().any(parts)
    }

    fn text(&self) -> &str {
        self.entry.sources.slice(self.place)
    }

    /// What to write instead; as a fix if the source contains exactly this name.
    fn advise(&self, finding: Diagnostic, family: &str, given: &str) -> Diagnostic {
        let name = format!("{family}, {given}");
        let mut words: Vec<&str> = self.text().split([' ', ',', '~', '\n', '\t']).collect();
        words.retain(|word| !word.is_empty());
        let mut meant: Vec<&str> = family.split(' ').chain(given.split(' ')).collect();
        words.sort_unstable();
        meant.sort_unstable();
        let is_exact = words == meant && self.entry.format != Format::CslJson;
        match self.entry.format {
            Format::Cff | Format::CslJson | Format::CslYaml => {
                finding.help(format!("`{family}` is the family name"))
            }
            _ if is_exact => finding.help(format!("write `{name}`")).fix(Fix::needs_review(
                format!("write `{name}`"),
                self.place,
                name,
            )),
            _ => finding.help(format!("write `{name}`")),
        }
    }
}

/// `Vapnik V.`: the initials are in place of the family name.
fn initials_last(
    name: &Name,
    person: &Person,
    written: &Written<'_, '_>,
    others_alike: impl Fn(bool) -> bool,
) -> Option<Diagnostic> {
    if !person.suffix.is_empty() || person.static_ordering || !written.may_end_so(person) {
        return None;
    }
    let display = written.in_order(name);
    let Initials { start, are_sure, may_be_other } = initials_in_list(&display)?;
    if !are_sure && !others_alike(may_be_other) {
        return None;
    }
    // With a comma or in parts, `M, Ajith K.` is a person whose family name is an initial.
    let in_parts = written.entry.format != Format::Bibtex || written.text().contains([',', '{']);
    if in_parts && person.family != display[start..] {
        return None;
    }
    // `Huberman;, Bernardo A.` is malformed, and is read as two names.
    if written.text().starts_with(',') {
        return None;
    }
    let (family, given) = (display[..start].trim_end(), &display[start..]);
    let taken = display.rsplit(' ').next().unwrap_or_default();
    let message = match in_parts {
        true => format!("`{display}` is read with the family name `{}`", person.family),
        false => format!("BibTeX reads `{taken}` as the family name of `{display}`"),
    };
    let finding = written.finding(message);
    // `Stadler Peter F.` has more given names than its initials; `de la Cruz F.` has not.
    let mut words = family.split(' ');
    if words.next_back().is_some() && words.any(|word| word.starts_with(char::is_uppercase)) {
        return Some(finding.help("write the family name first, and a comma after it"));
    }
    Some(written.advise(finding, family, given))
}

fn is_in_capitals(family: &str) -> bool {
    let letters = || family.chars().filter(|c| c.is_alphabetic());
    letters().count() > 3 && letters().all(char::is_uppercase)
}

/// `Karl, Marx` if `Marx, Karl` occurs too, and nothing else suggests a family name `Karl`.
fn parts_swapped(
    person: &Person,
    written: &Written<'_, '_>,
    everybody: &Everybody,
) -> Option<Diagnostic> {
    let (family, given) = key(person)?;
    // Most names never occur in the opposite order, so this is checked first.
    let other = (given, family);
    let &(other_count, other_first) = everybody.people.get(&other)?;
    let own = (other.1.clone(), other.0.clone());
    let &(count, first) = everybody.people.get(&own)?;
    let for_own = everybody.others_with(&own.0, &own.1);
    let for_other = everybody.others_with(&other.0, &other.1);
    let by_custom = (is_usually_given(&own.0), is_usually_given(&other.0));
    // True if nothing shows which of the two is right.
    let mut is_open = false;
    let is_wrong = match (for_own > 0, for_other > 0) {
        (true, _) => false,
        (false, true) => true,
        (false, false) if by_custom.0 != by_custom.1 => by_custom.0,
        (false, false) if count == other_count => {
            is_open = true;
            first > other_first
        }
        (false, false) => {
            // Two against one is no majority: the wrong form was often pasted twice.
            is_open = other_count < 3 * count;
            count < other_count
        }
    };
    if !is_wrong {
        return None;
    }
    let (family, given) = (&person.given, &person.family);
    let message = format!("the parts of `{given}, {family}` are swapped elsewhere");
    let finding = written.finding(message).also(other_first, format!("`{family}, {given}` here"));
    Some(match is_open {
        true => finding
            .confidence(Confidence::Medium)
            .help("one of the two is the wrong way round, unless they are two people"),
        false => written.advise(finding, family, given),
    })
}

/// True if a name in lower case is a common given name, and a rare family name.
fn is_usually_given(name: &str) -> bool {
    const NAMES: [&str; 58] = [
        "alan",
        "andrea",
        "andreas",
        "anna",
        "anne",
        "barbara",
        "carlos",
        "christine",
        "christoph",
        "claudia",
        "edward",
        "elena",
        "elizabeth",
        "emma",
        "eric",
        "eva",
        "friedrich",
        "hans",
        "heinrich",
        "ingrid",
        "jane",
        "jean",
        "jennifer",
        "johann",
        "johannes",
        "john",
        "josé",
        "juan",
        "julia",
        "jürgen",
        "karen",
        "karl",
        "laura",
        "linda",
        "lisa",
        "maria",
        "marie",
        "mary",
        "matthias",
        "michael",
        "natalia",
        "nina",
        "olga",
        "pablo",
        "paolo",
        "patricia",
        "peter",
        "pierre",
        "rachel",
        "robert",
        "rosa",
        "sarah",
        "sebastian",
        "stefan",
        "susan",
        "ursula",
        "william",
        "wolfgang",
    ];
    NAMES.contains(&name)
}
