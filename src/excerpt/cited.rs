//! Reads what a document cites from the `.aux` and `.bcf` files of LaTeX and biber.

/// The keys that an `.aux` file cites, in order; `*` means all entries. The key of biblatex's
/// control file is left out.
pub fn aux_keys(text: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        let list = line
            .strip_prefix("\\citation{")
            .or_else(|| line.strip_prefix("\\abx@aux@cite{").map(behind_brace))
            .or_else(|| line.strip_prefix("\\abx@aux@nociteall").map(|_| "*}"));
        let Some(list) = list.and_then(|rest| rest.split('}').next()) else { continue };
        let list = list.split(',').map(str::trim);
        keys.extend(
            list.filter(|key| !key.is_empty() && *key != "biblatex-control").map(str::to_owned),
        );
    }
    keys
}

/// The content of the second of two pairs of braces, or else of the first: `{0}{key}`, where the
/// first is the number of the section.
fn behind_brace(rest: &str) -> &str {
    let second = rest.split_once("}{").map(|(_, second)| second);
    second.unwrap_or(rest)
}

/// The other `.aux` files that an `.aux` file includes.
pub fn aux_inputs(text: &str) -> Vec<String> {
    let inputs = text.lines().filter_map(|line| line.trim().strip_prefix("\\@input{"));
    inputs.filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect()
}

/// The bibliographies that an `.aux` file names, with their extension. The control file that
/// biblatex writes for BibTeX (`paper-blx`) contains no works, and is left out.
pub fn aux_bibliographies(text: &str) -> Vec<String> {
    let lists = text.lines().filter_map(|line| line.trim().strip_prefix("\\bibdata{"));
    let names = lists.filter_map(|rest| rest.split('}').next()).flat_map(|list| list.split(','));
    let names = names.map(str::trim).filter(|name| !name.is_empty());
    names
        .filter(|name| !name.trim_end_matches(".bib").ends_with("-blx"))
        .map(|name| match name.ends_with(".bib") {
            true => name.to_owned(),
            false => format!("{name}.bib"),
        })
        .collect()
}

/// The bibliographies that a `.bcf` file names, without remote ones.
pub fn bcf_bibliographies(text: &str) -> Vec<String> {
    let sources = text.split("<bcf:datasource").skip(1);
    let files = sources.filter_map(|source| {
        let (head, rest) = source.split_once('>')?;
        let is_file = !head.contains("type=\"remote\"") && !head.ends_with('/');
        let name = rest.split("</bcf:datasource>").next()?.trim();
        (is_file && !name.is_empty() && !name.contains("://")).then(|| unescaped(name))
    });
    let mut names: Vec<String> = files.collect();
    names.dedup();
    names
}

/// The keys that biber's `.bcf` file cites, in order, with the members of the sets that the document defines;
/// `*` means all entries.
pub fn bcf_keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("<bcf:citekey").map(|start| at + start) {
        at = start + 1;
        let Some(open) = text[start..].find('>').map(|open| start + open) else { break };
        let head = &text[start..open];
        if !head[12..].starts_with([' ', '\t', '\n', '\r']) && head.len() > 12 {
            // Other elements, such as `bcf:citekeycount`.
            continue;
        }
        if let Some((_, members)) = head.split_once("members=\"") {
            let members = members.split('"').next().unwrap_or_default();
            keys.extend(members.split(',').map(|key| unescaped(key.trim())));
            // The document defines the set, so that no entry has its key.
            at = open;
            continue;
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
    use super::{aux_bibliographies, aux_inputs, aux_keys, bcf_bibliographies, bcf_keys};

    #[test]
    fn keys_are_read_from_what_the_programs_write() {
        let aux = "\\relax\n\\citation{a,b}\n\\abx@aux@cite{0}{c}\n\\abx@aux@cite{d}\n\
                   \\abx@aux@segm{0}{0}{c}\n\\@input{ch1.aux}\n";
        assert_eq!(aux_keys(aux), ["a", "b", "c", "d"]);
        assert_eq!(aux_inputs(aux), ["ch1.aux"]);
        let data = "\\bibstyle{plain}\n\\bibdata{paper-blx,refs, more.bib}\n";
        assert_eq!(aux_bibliographies(data), ["refs.bib", "more.bib"]);
        let data = "<bcf:bibdata section=\"0\">\n<bcf:datasource type=\"file\" datatype=\"bibtex\">a&amp;b.bib\
                    </bcf:datasource>\n<bcf:datasource type=\"remote\">https://x.org/y.bib</bcf:datasource>";
        assert_eq!(bcf_bibliographies(data), ["a&b.bib"]);
        let bcf = "<bcf:section number=\"0\">\n<bcf:citekey order=\"1\" intorder=\"1\">a&amp;b</bcf:citekey>\n\
                   <bcf:citekey order=\"2\" type=\"set\" members=\"c,d\">s</bcf:citekey>\n</bcf:section>";
        assert_eq!(bcf_keys(bcf), ["a&b", "c", "d"]);
    }
}
