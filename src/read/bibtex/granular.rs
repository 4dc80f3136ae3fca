//! Values that are taken from another entry: `publisher = {xdata=press-publisher}`.
//!
//! *Source*: the BibLaTeX manual (3.18), section 3.13.6, "Data Containers": `xdata=`, the key of an
//! `@xdata` entry, a hyphen, a field, and for lists optionally a hyphen and the number of an item,
//! from 1. The key itself may contain hyphens.

use std::borrow::Cow;
use std::ops::Range;

use crate::dialect::bib::Field;
use crate::read::bibtex::bibliography::{Bibliography, may_refer};
use crate::read::bibtex::lists::between_and;
use crate::read::bibtex::strings::Value;

/// The maximum number of references that are followed, so that circles end.
const MOST: usize = 8;

/// A reference that leads nowhere: its bytes in the value, and the reason.
pub(super) struct Unresolved {
    pub(super) range: Range<usize>,
    pub(super) message: String,
}

impl<'t> Bibliography<'t> {
    /// The value of a field, with macros and references to data containers replaced.
    pub(super) fn value(&self, field: usize) -> Value<'t> {
        let value = self.written(field);
        let resolved = match self.may_refer && may_refer(&value.raw) {
            true => resolve(self, &value.raw, value.span.start),
            false => None,
        };
        match resolved {
            Some((resolved, _)) => value.with_raw(Cow::Owned(resolved)),
            None => value,
        }
    }
}

/// The value with each reference replaced; `None` if there is no reference. A reference that leads
/// nowhere is replaced with nothing.
///
/// *Shape*: `at` is the position of the value.
pub(super) fn resolve(
    bib: &Bibliography<'_>,
    raw: &str,
    at: u32,
) -> Option<(String, Vec<Unresolved>)> {
    resolve_within(bib, raw, at, MOST)
}

fn resolve_within(
    bib: &Bibliography<'_>,
    raw: &str,
    at: u32,
    depth: usize,
) -> Option<(String, Vec<Unresolved>)> {
    let items = between_and(raw);
    let names = |item: &Range<usize>| reference(&raw[item.clone()]).is_some();
    if !items.iter().any(names) {
        return None;
    }
    let mut out: Vec<Cow<'_, str>> = Vec::with_capacity(items.len());
    let mut unresolved = Vec::new();
    for item in items {
        let text = &raw[item.clone()];
        match reference(text).map(|name| (name, look_up(bib, name, at, depth))) {
            None => out.push(Cow::Borrowed(text)),
            Some((_, Ok(value))) => out.push(Cow::Owned(value)),
            Some((_, Err(message))) => unresolved.push(Unresolved { range: item, message }),
        }
    }
    Some((out.join(" and "), unresolved))
}

/// The text after `xdata=`, if that is a whole item.
fn reference(item: &str) -> Option<&str> {
    let rest = item.trim().strip_prefix("xdata")?.trim_start().strip_prefix('=')?.trim();
    (!rest.is_empty() && !rest.contains([',', '{', '}', ' '])).then_some(rest)
}

fn look_up(bib: &Bibliography<'_>, name: &str, at: u32, depth: usize) -> Result<String, String> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(format!("`xdata={name}` is circular"));
    };
    let (field_path, index) = match name.rsplit_once('-') {
        Some((path, digits)) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            (path, digits.parse::<usize>().ok())
        }
        _ => (name, None),
    };
    let Some((key, field)) = field_path.rsplit_once('-') else {
        return Err(format!("`xdata={name}` names no field; the form is `xdata=KEY-FIELD`"));
    };
    let Some(entry) = bib.find(key, at) else {
        return Err(format!("`xdata={name}` refers to `{key}`, but no entry has that key"));
    };
    let Some(value) = field_of(bib, entry, field, depth)? else {
        return Err(format!(
            "`xdata={name}` refers to `{field}` of `{key}`, which has no such field"
        ));
    };
    let Some(index) = index else { return Ok(value) };
    let item = index.checked_sub(1).and_then(|index| between_and(&value).into_iter().nth(index));
    match item {
        Some(item) => Ok(value[item].trim().to_owned()),
        None => Err(format!("`xdata={name}` refers to item {index} of `{field}`, which has fewer")),
    }
}

/// A field of an entry, its own or one from the containers that it refers to.
fn field_of(
    bib: &Bibliography<'_>,
    entry: usize,
    name: &str,
    depth: usize,
) -> Result<Option<String>, String> {
    let meaning = Field::from_name(name);
    let same = |field: &usize| match meaning {
        Some(meaning) => bib.meaning(*field) == Some(meaning),
        None => bib.name(*field).eq_ignore_ascii_case(name),
    };
    if let Some(field) = bib.fields(entry).find(same) {
        let value = bib.written(field);
        let raw = value.raw;
        return match resolve_within(bib, &raw, value.span.start, depth) {
            Some((value, unresolved)) => match unresolved.into_iter().next() {
                Some(first) => Err(first.message),
                None => Ok(Some(value)),
            },
            None => Ok(Some(raw.into_owned())),
        };
    }
    let Some(depth) = depth.checked_sub(1) else { return Ok(None) };
    for field in bib.fields(entry).filter(|field| bib.meaning(*field) == Some(Field::Xdata)) {
        let containers = bib.written(field);
        for container in containers.raw.split(',') {
            let container = bib.find(container.trim(), containers.span.start);
            let Some(container) = container else { continue };
            if let Some(value) = field_of(bib, container, name, depth)? {
                return Ok(Some(value));
            }
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::reference;

    #[test]
    fn references_name_an_entry_and_a_field() {
        assert_eq!(reference(" xdata=a-b-publisher-2 "), Some("a-b-publisher-2"));
        assert_eq!(reference("xdata = a-title"), Some("a-title"));
        for none in ["xdata", "xdata=", "see xdata=a-b", "xdata=a, b", "metadata=a-b"] {
            assert_eq!(reference(none), None, "{none}");
        }
    }
}
