//! `subsequent-author-substitute`: what stands for names that the entry before has too.
//!
//! *Source*: CSL 1.0.2 specification, "Reference Grouping".

use crate::engine::tape::{NodeKind, Role, Tape};
use crate::style::ir::{Format, StrId, SubstituteRule};

/// The names that an entry begins with, as it prints them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PrintedNames {
    /// The whole, or what stands in for names.
    whole: String,
    names: Vec<String>,
}

/// Puts the substitute in the place of names that the entry before has printed too, and keeps
/// those of this one for the next.
pub(crate) fn substitute(
    tape: &mut Tape,
    with: &str,
    rule: SubstituteRule,
    previous: &mut Option<PrintedNames>,
) {
    let first = tape.nodes.iter().position(|node| node.role == Role::FirstNames);
    let Some(first) = first else {
        *previous = None;
        return;
    };
    let name_nodes = nodes_with(tape, first, Role::Name);
    let lists = nodes_with(tape, first, Role::NameList);
    let printed = PrintedNames {
        whole: if lists.is_empty() {
            text_under(tape, first)
        } else {
            lists.iter().map(|&list| text_under(tape, list)).collect::<Vec<_>>().join("\n")
        },
        names: name_nodes.iter().map(|&node| text_under(tape, node)).collect(),
    };
    if let Some(previous) = previous.as_ref().filter(|_| !printed.whole.is_empty()) {
        let shared = shared_names(&printed, previous);
        let all_shared = printed.whole == previous.whole;
        match rule {
            SubstituteRule::CompleteAll if all_shared && lists.is_empty() => {
                replace(tape, first, with);
            }
            SubstituteRule::CompleteAll if all_shared => {
                replace(tape, lists[0], with);
                lists[1..].iter().for_each(|&list| replace(tape, list, ""));
            }
            SubstituteRule::CompleteEach if all_shared => {
                name_nodes.iter().for_each(|&name| replace(tape, name, with));
            }
            SubstituteRule::PartialEach => {
                name_nodes[..shared].iter().for_each(|&name| replace(tape, name, with));
            }
            SubstituteRule::PartialFirst if shared > 0 => replace(tape, name_nodes[0], with),
            _ => {}
        }
    }
    *previous = Some(printed);
}

/// How many names from the start are the same.
fn shared_names(printed: &PrintedNames, previous: &PrintedNames) -> usize {
    printed.names.iter().zip(&previous.names).take_while(|(a, b)| a == b).count()
}

fn nodes_with(tape: &Tape, under: usize, role: Role) -> Vec<usize> {
    let end = tape.nodes[under].end as usize;
    (under..end).filter(|&index| tape.nodes[index].role == role).collect()
}

fn text_under(tape: &Tape, index: usize) -> String {
    let end = tape.nodes[index].end as usize;
    tape.nodes[index..end].iter().map(|node| tape.text_of(node)).collect()
}

/// Turns a node and all in it into one leaf.
fn replace(tape: &mut Tape, index: usize, with: &str) {
    let start = tape.text.len() as u32;
    tape.text.push_str(with);
    let stop = tape.text.len() as u32;
    let node = &mut tape.nodes[index];
    node.kind = NodeKind::Leaf;
    (node.start, node.stop) = (start, stop);
    (node.prefix, node.suffix, node.format) = (StrId::EMPTY, StrId::EMPTY, Format::NONE);
}
