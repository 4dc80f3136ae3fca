//! What LaTeX and biber say that a document cites: `.aux` and `.bcf` files.

/// The keys that an `.aux` file cites, in order; `*` is all.
pub fn aux_keys(text: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        let list = line
            .strip_prefix("\\citation{")
            .or_else(|| line.strip_prefix("\\abx@aux@cite{").map(behind_brace))
            .or_else(|| line.strip_prefix("\\abx@aux@nociteall").map(|_| "*}"));
        let Some(list) = list.and_then(|rest| rest.split('}').next()) else { continue };
        keys.extend(
            list.split(',').map(str::trim).filter(|key| !key.is_empty()).map(str::to_owned),
        );
    }
    keys
}

/// What is in the second of two pairs of braces, or else in the first: `{0}{key}`, of which the first
/// is the number of the section.
fn behind_brace(rest: &str) -> &str {
    let second = rest.split_once("}{").map(|(_, second)| second);
    second.unwrap_or(rest)
}

/// The other `.aux` files that an `.aux` file reads.
pub fn aux_inputs(text: &str) -> Vec<String> {
    let inputs = text.lines().filter_map(|line| line.trim().strip_prefix("\\@input{"));
    inputs.filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect()
}

/// The keys that biber's `.bcf` file cites, in order, with the members of its sets; `*` is all.
pub fn bcf_keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("<bcf:citekey").map(|start| at + start) {
        at = start + 1;
        let Some(open) = text[start..].find('>').map(|open| start + open) else { break };
        let head = &text[start..open];
        if !head[12..].starts_with([' ', '\t', '\n', '\r']) && head.len() > 12 {
            // `bcf:citekeycount` and the like.
            continue;
        }
        if let Some((_, members)) = head.split_once("members=\"") {
            let members = members.split('"').next().unwrap_or_default();
            keys.extend(members.split(',').map(|key| unescaped(key.trim())));
        }
        let Some(length) = text[open + 1..].find("</bcf:citekey>") else { continue };
        let key = unescaped(text[open + 1..open + 1 + length].trim());
        if !key.is_empty() {
            keys.push(key);
        }
        at = open;
    }
    keys
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::{aux_inputs, aux_keys, bcf_keys};

    #[test]
    fn keys_are_read_from_what_the_programs_write() {
        let aux = "\\relax\n\\citation{a,b}\n\\abx@aux@cite{0}{c}\n\\abx@aux@cite{d}\n\
                   \\abx@aux@segm{0}{0}{c}\n\\@input{ch1.aux}\n";
        assert_eq!(aux_keys(aux), ["a", "b", "c", "d"]);
        assert_eq!(aux_inputs(aux), ["ch1.aux"]);
        let bcf = "<bcf:section number=\"0\">\n<bcf:citekey order=\"1\" intorder=\"1\">a&amp;b</bcf:citekey>\n\
                   <bcf:citekey order=\"2\" type=\"set\" members=\"c,d\">s</bcf:citekey>\n</bcf:section>";
        assert_eq!(bcf_keys(bcf), ["a&b", "c", "d", "s"]);
    }
}
