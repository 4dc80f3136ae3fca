use crate::model::{Entry, EntryType, Variable as V};
use crate::read::{Format, Reading, read as read_any};
use crate::source::{Source, SourceId};

fn reading(text: &str) -> Reading {
    read_any(&Source::new("a.ris", text), SourceId(0), None).unwrap()
}

fn detected(text: &str) -> Reading {
    read_any(&Source::new("a", text), SourceId(0), None).unwrap()
}

fn entry(lines: &str) -> Entry {
    let read = reading(&format!("{lines}ER  - \n"));
    assert_eq!(read.format, Format::Ris);
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    read.library.iter().next().unwrap().clone()
}

fn messages(text: &str) -> Vec<String> {
    reading(text).diagnostics.into_iter().map(|found| found.message).collect()
}

#[test]
fn an_article_is_read_with_all_its_tags() {
    let entry = entry(
        "TY  - JOUR\nT1  - Interfacial potentials\nAU  - Shi,Yu\nAU  - King, Martin, Jr.\n\
         Y1  - 2013/07/22\nPY  - 2013\nDA  - 2013/07/28\nN1  - doi: 10.1063/1.4814070\n\
         DO  - https://doi.org/10.1063/1.4814070\nT2  - The Journal of Chemical Physics\n\
         JF  - The Journal of Chemical Physics\nJO  - J. Chem. Phys.\nSP  - 44504\nEP  - 44510\n\
         VL  - 139\nIS  - 4\nSN  - 0021-9606\nKW  - ions\nKW  - water\nY2  - 2021/01/24\n\
         C7  - 044504\n",
    );
    assert_eq!(entry.kind, EntryType::ArticleJournal);
    assert_eq!(entry.key, "shi2013interfacial");
    for (variable, value) in [
        (V::Title, "Interfacial potentials"),
        (V::ContainerTitle, "The Journal of Chemical Physics"),
        (V::ContainerTitleShort, "J. Chem. Phys."),
        (V::Doi, "10.1063/1.4814070"),
        (V::Page, "44504-44510"),
        (V::Issn, "0021-9606"),
        (V::Keyword, "ions, water"),
        (V::Volume, "139"),
        (V::Issue, "4"),
        (V::Number, "044504"),
    ] {
        assert_eq!(entry.str(variable), Some(value), "{variable}");
    }
    let names: Vec<_> = entry.names(V::Author).iter().map(|name| name.display()).collect();
    assert_eq!(names, ["Yu Shi", "Martin King Jr."]);
    assert_eq!(entry.date(V::Accessed).unwrap().to_edtf().as_deref(), Some("2021-01-24"));
    assert_eq!(entry.date(V::Issued).unwrap().to_edtf().as_deref(), Some("2013-07-22"));
    assert_eq!(entry.str(V::Note), None);
    assert_eq!(entry.extra("DA"), Some("2013/07/28"));
}

#[test]
fn a_tag_means_what_its_type_says() {
    let chapter = entry(
        "TY  - CHAP\nTI  - A\nBT  - B\nT3  - C\nA2  - Roe, Jo\nSN  - 978-3-16-148410-0\nIS  - 4\n",
    );
    assert_eq!(chapter.str(V::ContainerTitle), Some("B"));
    assert_eq!(chapter.str(V::CollectionTitle), Some("C"));
    assert_eq!(chapter.str(V::Isbn), Some("978-3-16-148410-0"));
    assert_eq!(chapter.names(V::Editor).len(), 1);
    let book =
        entry("TY  - BOOK\nTI  - A\nT2  - C\nAU  - Solidarity\nSP  - 120\nPY  - 1967///Spring\n");
    assert_eq!(book.str(V::CollectionTitle), Some("C"));
    assert_eq!(book.str(V::NumberOfPages), Some("120"));
    assert_eq!(book.date(V::Issued).unwrap().to_edtf().as_deref(), Some("1967-21"));
}

#[test]
fn names_and_titles_are_read_as_databases_write_them() {
    let paper = entry(
        "TY  - CONF\nTI  - Attention-based models\nAU  - D. Bahdanau\nAU  - Donald E. Knuth\n\
         AU  - U.S. Geological Survey\nPY  - 2016\n",
    );
    let names: Vec<_> =
        paper.names(V::Author).iter().map(|name| name.family_or_literal()).collect();
    assert_eq!(names, ["Bahdanau", "Knuth", "U.S. Geological Survey"]);
    assert_eq!(paper.key, "bahdanau2016attention");
    let study = entry("TY  - JOUR\nTI  - A study of ships.\n");
    assert_eq!(study.str(V::Title), Some("A study of ships"), "the full stop is the style's");
}

#[test]
fn the_number_of_a_patent_may_be_in_another_tag() {
    for tag in ["M1", "IS", "SN"] {
        let patent = entry(&format!("TY  - PAT\nTI  - Telegraphy\n{tag}  - US174465A\n"));
        assert_eq!(patent.str(V::Number), Some("US174465A"), "{tag}");
    }
}

#[test]
fn keys_are_ids_or_made_and_unique() {
    let read = reading(
        "TY  - BOOK\nID  - robinson\nTI  - A\nER  - \nTY  - BOOK\nAU  - Mett, Ida\nPY  - 1967\n\
         TI  - The Commune\nER  - \nTY  - BOOK\nAU  - Mett, Ida\nPY  - 1967\nTI  - The Commune\nER  - \n\
         TY  - GEN\nER  - \n",
    );
    let keys: Vec<_> = read.library.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["robinson", "mett1967commune", "mett1967communea", "record"]);
}

#[test]
fn what_is_wrong_is_reported_and_kept() {
    for (text, message) in [
        ("TY  - JUOR\nTI  - A\nER  - \n", "`JUOR` is not a RIS type"),
        ("TI  - A\nER  - \n", "this record has no `TY`"),
        ("TY  - BOOK\nQQ  - A\nER  - \n", "`QQ` is not a RIS tag"),
        ("TY  - BOOK\nPY  - 2001/13/01\nER  - \n", "`2001/13/01` is not a date"),
        ("TY  - BOOK\nVL  - 1\nVL  - 2\nER  - \n", "duplicate field `VL`; the first one counts"),
        (
            "TY  - BOOK\nAU  - Smith, J.; Doe, Jane\nER  - \n",
            "`Smith, J.; Doe, Jane` names 2 persons in one `AU`",
        ),
    ] {
        assert_eq!(messages(text), [message], "{text}");
    }
    let read = reading("TY  - BOOK\nA3  - ,\nER  - \n");
    assert!(!read.library.entries()[0].has(V::CollectionEditor), "a list of names is not empty");
    let read = reading("TY  - BOOK\nQQ  - A\nER  - \n");
    assert_eq!(read.library.iter().next().unwrap().extra("QQ"), Some("A"));
}

#[test]
fn medline_is_read_as_ris_is() {
    let text = "PMID- 20481061\nOWN - NLM\nIS  - 0955-2359 (Print)\nIS  - 1477-4674 (Electronic)\n\
        VI  - 20\nIP  - 4\nDP  - 2009 Nov 3\nTI  - From danger to health: advice for the factory\n      \
        girl.\nPG  - 454-81\nLID - 10.1093/tcbh/hwp048 [doi]\nFAU - Long, Vicky\nAU  - Long V\n\
        CN  - Wellcome Trust\nLA  - eng\nPT  - Journal Article\nTA  - 20 Century Br Hist\n\
        JT  - 20 century British history\nMH  - Female\nOT  - Work\nPMC - PMC4513071\nSO  - x\n\n\
        PMID- 2\nAU  - Roe JA\nAU  - Roe FR Jr\nTI  - B\nJT  - C\n";
    let read = detected(text);
    assert_eq!(read.format, Format::Medline);
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    let [first, second] = read.library.entries() else { panic!("{:?}", read.library) };
    assert_eq!((first.kind, &*first.key), (EntryType::ArticleJournal, "long2009from"));
    for (variable, value) in [
        (V::Title, "From danger to health: advice for the factory girl"),
        (V::Pmid, "20481061"),
        (V::Pmcid, "PMC4513071"),
        (V::Doi, "10.1093/tcbh/hwp048"),
        (V::Issn, "0955-2359, 1477-4674"),
        (V::Issue, "4"),
        (V::Page, "454-481"),
        (V::Language, "en"),
        (V::Keyword, "Female, Work"),
        (V::ContainerTitleShort, "20 Century Br Hist"),
    ] {
        assert_eq!(first.str(variable), Some(value), "{variable}");
    }
    assert_eq!(first.date(V::Issued).unwrap().to_edtf().as_deref(), Some("2009-11-03"));
    let place = read.origins.entries[0].location_of(V::Doi).span.range();
    assert_eq!(&text[place], "10.1093/tcbh/hwp048", "without the word behind it");
    let names: Vec<_> = first.names(V::Author).iter().map(|name| name.display()).collect();
    assert_eq!(names, ["Vicky Long", "Wellcome Trust"]);
    let names: Vec<_> = second.names(V::Author).iter().map(|name| name.display()).collect();
    assert_eq!(names, ["JA Roe", "FR Roe Jr"]);
    assert_eq!((first.extra("OWN"), first.extra("SO")), (Some("NLM"), Some("x")));
}

#[test]
fn refer_is_read_as_ris_is() {
    let text = "%0 Book Section\n%A Mett, Ida\n%A Donald E. Knuth\n%A Wellcome Trust,\n%T A title\n\
        %B The book\n%E Roe, Jo\n%D 1967\n%I Solidarity\n%C London\n%P 3-17\n%K one\ntwo\n%@ 978-3-16-148410-0\n\
        %[ 20151028\n%F mett\n%1 mine\n\n%A I. Roe\n%J Nature\n%T B\n";
    let read = detected(text);
    assert_eq!(read.format, Format::Refer);
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    let [first, second] = read.library.entries() else { panic!("{:?}", read.library) };
    assert_eq!((first.kind, &*first.key), (EntryType::Chapter, "mett"));
    assert_eq!(first.str(V::ContainerTitle), Some("The book"));
    assert_eq!(first.str(V::Keyword), Some("one, two"));
    assert_eq!(first.date(V::Accessed).unwrap().to_edtf().as_deref(), Some("2015-10-28"));
    let names: Vec<_> = first.names(V::Author).iter().map(|name| name.display()).collect();
    assert_eq!(names, ["Ida Mett", "Donald E. Knuth", "Wellcome Trust"]);
    assert_eq!(second.kind, EntryType::ArticleJournal);
    let wrong = detected("%0 Bok\n%T A\n");
    assert_eq!(wrong.diagnostics[0].message, "`Bok` is not a type of EndNote");
}

#[test]
fn numbers_in_pubmed_are_read_wherever_databases_write_them() {
    for line in ["PMID  - 31452104", "N1  - PMID: 31452104", "AN  - 31452104\nDB  - PubMed"] {
        let entry = entry(&format!("TY  - JOUR\nTI  - A\n{line}\nPMC  - PMC12\n"));
        assert_eq!(entry.str(V::Pmid), Some("31452104"), "{line}");
        assert_eq!(entry.str(V::Pmcid), Some("PMC12"), "{line}");
        assert_eq!((entry.str(V::Title), entry.str(V::Note)), (Some("A"), None), "{line}");
    }
    let other = entry("TY  - JOUR\nTI  - A\nAN  - 31452104\nN1  - PMID: see below\n");
    assert_eq!(other.str(V::Pmid), None);
    assert_eq!(
        (other.extra("AN"), other.str(V::Note)),
        (Some("31452104"), Some("PMID: see below"))
    );
}

#[test]
fn numbers_of_arxiv_are_read_wherever_services_write_them() {
    for lines in [
        "AN  - arXiv:2001.01234 [cs.LG]\nPB  - arXiv\n",
        "JO  - arXiv preprint arXiv:2001.01234\n",
        "T2  - arXiv e-prints\nUR  - https://arxiv.org/abs/2001.01234\n",
    ] {
        let entry = entry(&format!("TY  - JOUR\nTI  - A\n{lines}"));
        assert_eq!(entry.kind, EntryType::Article, "{lines}");
        assert_eq!(entry.str(V::Number), Some("arXiv:2001.01234"), "{lines}");
        assert_eq!(entry.str(V::Publisher), Some("arXiv"), "{lines}");
        assert_eq!(entry.str(V::Url), Some("https://arxiv.org/abs/2001.01234"), "{lines}");
        assert_eq!(entry.str(V::ContainerTitle), None, "{lines}");
    }
    let published = entry("TY  - JOUR\nTI  - A\nJO  - Annals\nAN  - arXiv:2001.01234 [cs.LG]\n");
    assert_eq!(published.kind, EntryType::ArticleJournal);
    assert_eq!(
        (published.str(V::ContainerTitle), published.str(V::Number)),
        (Some("Annals"), None)
    );
    assert_eq!(published.extra("eprint"), Some("2001.01234"));
    assert_eq!(published.extra("eprintclass"), Some("cs.LG"));
    let other = entry("TY  - JOUR\nTI  - A\nAN  - WOS:1\nJO  - Journal of arXiv Studies\n");
    assert_eq!((other.extra("AN"), other.str(V::Number)), (Some("WOS:1"), None));
}

#[test]
fn a_longer_tag_is_one_only_with_both_blanks() {
    let text = "TY  - JOUR\nTI  - A\nDNA - a history\nAB  - B\nDOIX  - 10.1000/a\nER  - \n";
    let read = reading(text);
    let first = &read.library.entries()[0];
    assert_eq!(first.str(V::Title), Some("A DNA - a history"));
    assert_eq!((first.str(V::Abstract), first.extra("DOIX")), (Some("B"), Some("10.1000/a")));
    assert_eq!(messages(text), ["`DOIX` is not a RIS tag"]);
}

#[test]
fn all_issns_in_one_field_are_numbers() {
    let text = "TY  - JOUR\nTI  - A\nJF  - B\nSN  - 1477-4674 0955-2359\nSN  - 1477-4674, 1128-045X\nER  - \n";
    let read = reading(text);
    let entry = read.library.iter().next().unwrap();
    assert_eq!(entry.str(V::Issn), Some("1477-4674, 0955-2359, 1128-045X"));
}
