// Writes a library of made-up entries of all types, with fields, dates, names and numbers that few
// libraries have, and a document that cites them with all kinds of locators:
//
//     node tests/peer/uncommon.js FOLDER [ENTRIES] [CITATIONS] [SEED]
//     node tests/peer/compare.js --library FOLDER/library.json --citations FOLDER/citations.json
'use strict';
const fs = require('fs');
const path = require('path');
const numbers = require('./xorshift');

const [folder, entryCount, citationCount, seed] = process.argv.slice(2);
if (!folder) {
  console.error('usage: uncommon.js FOLDER [ENTRIES] [CITATIONS] [SEED]');
  process.exit(2);
}
const below = numbers(Number(seed || 1));
const pick = (list) => list[below(list.length)];
const chance = (percent) => below(100) < percent;
const words = (text) => text.trim().split(/\s+/);

const TYPES = words(`
  article article-journal article-magazine article-newspaper bill book broadcast chapter classic
  collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
  interview legal_case legislation manuscript map motion_picture musical_score pamphlet
  paper-conference patent performance periodical personal_communication post post-weblog regulation
  report review review-book software song speech standard thesis treaty webpage`);
const LABELS = words(`
  act appendix article-locator book canon chapter column elocation equation figure folio issue line
  note opus page page page page paragraph part rule scene section sub-verbo supplement table
  timestamp title-locator verse version volume`);
const ROLES = words(`
  author author author author editor editor translator director composer container-author
  collection-editor editorial-director interviewer recipient reviewed-author original-author
  illustrator chair compiler contributor curator executive-producer guest host narrator organizer
  performer producer script-writer series-creator`);
const FAMILIES = [
  'Doe', 'Roe', "O'Neill", 'García Márquez', 'Smith-Jones', 'Łukasiewicz', 'Ó Súilleabháin', 'Nguyễn',
  'Åström', 'MacDonald', 'St. John', 'Öztürk', 'Du Bois', 'Иванов', 'Παπαδόπουλος', 'X',
];
const GIVENS = [
  'Jane', 'John', 'J. R. R.', 'J.-P.', 'Jean-Paul', 'María José', 'A', 'Ann B.', 'Ludwig', 'Олег', 'Thomas Stearns',
  'JK', 'Ph.', 'Émile', 'Wm.',
];
const PARTICLES = ['van', 'de la', 'von der', "d'", "al-", 'ter', 'Van', 'zu', 'dos', "'t"];
const SUFFIXES = ['Jr.', 'III', 'Sr', 'PhD'];
const BODIES = [
  'World Health Organization', 'U.S. Department of State, Office of the Historian', 'NASA', 'ISO/IEC JTC 1',
  'the European Union', 'Académie française',
];
const TITLES = [
  'A history of the North', 'On reading: an introduction', 'What is to be done?', 'Stop!', 'Wait... what',
  'The “new” economics of <i>Homo sapiens</i>', '"Quoted" from start', 'Notes & queries', 'Die Kunst der Fuge',
  'An essay in three parts — with maps', 'The U.S. in the 1990s', "The author's 'own' words", 'pH of H<sub>2</sub>O',
  'War and peace/Peace and war', 'iPhone users of the world, unite', '1984', 'L’étranger', 'A: B: C', 'In (and out of) Africa',
  'Up to the minute', 'Vol. 2: the return', 'Être et temps', 'How to <span class="nocase">de facto</span> lead', 'Mr. Smith goes',
  'Über alles', 'Proceedings of the 3rd Int. Conf. on C++', 'E = mc²', 'De re publica', 'Yahoo! and friends',
];
const NUMBERS = [
  '1', '3', '12', '2nd', 'IV', 'A-12', '12-13', '3, 4', '5 & 6', '7a', 'CL 1355', '2014/05', 'third', 'Suppl. 2', '1.2', '0',
  '101–103', 'No. 7', 'special issue', 'xii', '116-23', 'R2-D2', '4(2)', 'n.s. 3',
];
const PAGES = [
  '1', '12-15', '101-8', '483–496', 'iv-xii', 'A12', 'S12-S15', '1, 4', '12-15, 22', '1021-1033', 'e123', '99-101', '100-104', '5+',
  '1-2-1-9', '12 & 14', 'p. 7', '321-328, iv',
];
const LANGUAGES = ['en', 'en-GB', 'fr-FR', 'de', 'de-AT', 'es', 'ru', 'zh-CN', 'pt-BR', 'la'];

function date() {
  const year = () => pick([1999, 2004, 2012, 1850, 1066, 476, 98, -44, -350, 2020, 2020, 1999]);
  const point = () => [year(), ...(chance(50) ? [1 + below(12), ...(chance(60) ? [1 + below(28)] : [])] : [])];
  const later = ([first, ...rest]) => pick([
    [first + 1 + below(3), ...rest],
    rest.length > 0 ? [first, Math.min(rest[0] + 1, 12), ...rest.slice(1)] : [first + 1],
    rest.length > 1 ? [first, rest[0], Math.min(rest[1] + 2, 28)] : [first + 2, ...rest],
  ]);
  switch (below(12)) {
    case 0: return { 'date-parts': [[year()]], season: pick([1, 2, '3', 'Winter', 'Trinity']) };
    case 1: return { 'date-parts': [point()], circa: true };
    case 2: return { literal: pick(['forthcoming', 'in press', 'no date', 'ca. 1800', '1999?']) };
    case 3: return { raw: pick(['2001-03-04', 'May 2003', 'circa 1900', '2001/2003', 'Spring 2010', '44 BC', '12.3.2004', '1999~']) };
    case 4: return { 'date-parts': [[year()], [0]] };
    case 5: case 6: { const begin = point(); return { 'date-parts': [begin, later(begin)] }; }
    default: return { 'date-parts': [point()] };
  }
}

function name() {
  if (chance(12)) return { literal: pick(BODIES) };
  const made = { family: pick(FAMILIES), given: pick(GIVENS) };
  if (chance(15)) made[pick(['non-dropping-particle', 'dropping-particle'])] = pick(PARTICLES);
  if (chance(5)) made.family = `${pick(PARTICLES)} ${made.family}`;
  if (chance(8)) Object.assign(made, { suffix: pick(SUFFIXES) }, chance(40) ? { 'comma-suffix': true } : {});
  if (chance(3)) delete made.given;
  return made;
}

const people = () => Array.from({ length: pick([1, 1, 1, 2, 2, 3, 4, 7, 9]) }, name);

const FIELDS = {
  'title': [97, () => pick(TITLES)],
  'title-short': [12, () => pick(['History', 'On reading', 'U.S.', 'Stop!'])],
  'container-title': [65, () => pick([...TITLES, 'Journal of Tests', 'Nature', 'Proc. Natl. Acad. Sci. U.S.A.'])],
  'container-title-short': [10, () => pick(['J. Tests', 'PNAS', 'Nat.'])],
  'collection-title': [15, () => pick(['Lecture notes in testing', 'UNTS', 'Studies: new series'])],
  'collection-number': [12, () => pick(NUMBERS)],
  'volume-title': [5, () => pick(TITLES)],
  'part-title': [5, () => pick(TITLES)],
  'part-number': [6, () => pick(NUMBERS)],
  'original-title': [6, () => pick(TITLES)],
  'reviewed-title': [8, () => pick(TITLES)],
  'reviewed-genre': [3, () => pick(['book', 'film'])],
  'event-title': [15, () => pick(['CHI ’12', '21st Conference on Tests', 'March on Washington'])],
  'event-place': [10, () => pick(['Lyon', 'Washington, D.C.', 'online'])],
  'publisher': [60, () => pick(['Oxford University Press', 'Wiley & Sons', 'Self-published', 'Springer', 'Penguin, Inc.'])],
  'publisher-place': [45, () => pick(['Oxford', 'New York, NY', 'Berlin; New York', 'St. Louis', 'N.p.'])],
  'original-publisher': [4, () => 'Old House'],
  'original-publisher-place': [3, () => 'Leipzig'],
  'volume': [45, () => pick(NUMBERS)],
  'number-of-volumes': [8, () => pick(['2', '12', '3 vols.', '124'])],
  'issue': [35, () => pick(NUMBERS)],
  'number': [30, () => pick(NUMBERS)],
  'edition': [20, () => pick(['1', '2', '3rd', 'Rev. ed.', 'second', '4th, revised', 'new ed.', 'II'])],
  'chapter-number': [8, () => pick(NUMBERS)],
  'supplement-number': [5, () => pick(NUMBERS)],
  'printing-number': [3, () => pick(NUMBERS)],
  'page': [50, () => pick(PAGES)],
  'page-first': [3, () => '12'],
  'number-of-pages': [12, () => pick(['312', 'xii, 312', '1'])],
  'section': [12, () => pick(['A', '651-678', 'L122-5', 'Sports', '2'])],
  'genre': [25, () => pick(['PhD thesis', 'Film', 'working paper', 'Letter', 'Data set', 'US Patent', 'Podcast'])],
  'medium': [15, () => pick(['DVD', 'Oil on canvas', 'E-mail', 'web'])],
  'status': [6, () => pick(['in press', 'withdrawn', 'Draft'])],
  'version': [10, () => pick(['2.0.1', 'v1.20.0-rc.1', '5'])],
  'scale': [3, () => '1:2,500,000'],
  'dimensions': [5, () => pick(['349 cm × 776 cm', '96 min.'])],
  'authority': [20, () => pick(['Supreme Court', 'European Parliament', 'House of Lords', 'ISO'])],
  'jurisdiction': [5, () => pick(['us', 'US', 'gb'])],
  'division': [3, () => 'Queen’s Bench'],
  'references': [4, () => '347 U.S. 483; 74 S. Ct. 686'],
  'archive': [10, () => pick(['British Library', 'National Archives', 'arXiv'])],
  'archive_location': [8, () => pick(['MS Add. 1234', 'DAR 114: 3', 'box 3, fol. 12'])],
  'archive_collection': [3, () => 'Smith Papers'],
  'archive-place': [6, () => 'London'],
  'call-number': [4, () => 'QA76.9 .T48'],
  'source': [4, () => 'JSTOR'],
  'DOI': [20, () => pick(['10.1000/xyz123', '10.1016/S0140-6736(05)12345-6'])],
  'URL': [30, () => pick(['https://example.org/a_b?c=d&e=f', 'http://www.test.com/'])],
  'ISBN': [8, () => '978-3-16-148410-0'],
  'ISSN': [3, () => '1234-5678'],
  'PMID': [3, () => '12345678'],
  'PMCID': [3, () => 'PMC12345'],
  'language': [25, () => pick(LANGUAGES)],
  'note': [12, () => pick([
    'a note', 'original-date: 1920', 'Read in haste.\nvolume: 7', 'publisher-place: Rome\ntranslator: Poe || Edgar',
    'event-date: 2012-05-06\nmore words', '{:genre: Novella} kept', 'Cover story; see also p. 3',
  ])],
  'annote': [2, () => 'annotated'],
  'abstract': [2, () => 'An abstract.'],
};
const DATES = {
  issued: 88, accessed: 25, 'original-date': 10, 'event-date': 12, submitted: 6, 'available-date': 5,
};

function entry(index) {
  const made = { id: `e${index}`, type: pick(TYPES) };
  for (const [field, [share, value]] of Object.entries(FIELDS)) {
    if (chance(share)) made[field] = value();
  }
  for (const [field, share] of Object.entries(DATES)) {
    if (chance(share)) made[field] = date();
  }
  if (chance(90)) made[pick(ROLES)] = people();
  for (let more = below(3); more > 0; more -= 1) made[pick(ROLES)] = people();
  return made;
}

const entries = Array.from({ length: Number(entryCount || 80) }, (_, index) => entry(index));
const recent = [];
function key() {
  const again = recent.length > 0 && chance(40);
  const chosen = again ? recent[recent.length - 1 - below(Math.min(recent.length, 5))] : pick(entries).id;
  recent.push(chosen);
  return chosen;
}

const LOCATORS = [...PAGES, ...NUMBERS, '00:12:03', '12r', '§ 5', 'fig. 2', 'ch. 3, p. 5', '3–5, 7', 'chap. 4'];
function cite() {
  const made = { id: key() };
  if (chance(55)) Object.assign(made, { locator: pick(LOCATORS), label: pick(LABELS) });
  if (chance(10)) made.prefix = pick(['see', 'cf. ', 'e.g., ', '. But ']);
  if (chance(10)) made.suffix = pick([', emphasis added', ' (my translation)', '. So', ' et al.']);
  if (chance(5)) made['suppress-author'] = true;
  return made;
}

let note = 0;
const citations = Array.from({ length: Number(citationCount || 200) }, () => {
  note += note > 0 && chance(6) ? 0 : 1 + (chance(10) ? below(4) : 0);
  return { note, cites: Array.from({ length: chance(65) ? 1 : 1 + below(4) }, cite) };
});

fs.mkdirSync(folder, { recursive: true });
const write = (file, value) => fs.writeFileSync(path.join(folder, file), JSON.stringify(value, null, 1));
write('library.json', entries);
write('citations.json', citations);
