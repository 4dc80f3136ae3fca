// Holds whole documents over real libraries against citeproc-js, in the most used styles, and
// prints a table of them; README.md says how.
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');
const chooseLibrary = require('./libraries');

const ROOT = path.resolve(__dirname, '../..');
// The twelve most used come first.
const STYLES = [
  'apa', 'modern-language-association', 'chicago-author-date', 'chicago-notes-bibliography',
  'ieee', 'nature', 'american-medical-association', 'nlm-citation-sequence',
  'harvard-cite-them-right', 'american-sociological-association',
  'american-political-science-association', 'american-chemical-society',
  'elsevier-harvard', 'springer-basic-author-date', 'cell', 'oscola',
  'mhra-notes', 'society-of-biblical-literature-fullnote-bibliography', 'din-1505-2', 'iso690-author-date-fr',
  'gost-r-7-0-5-2008', 'chicago-notes-bibliography-subsequent-ibid',
];

const options = {
  seeds: '1,2,3',
  entries: 250,
  citations: 400,
  jobs: 2,
  bibliographies: path.join(ROOT, '../shared/samples/bib-crawl'),
  styles: path.join(ROOT, '../shared/csl-styles'),
  names: STYLES.join(','),
  program: path.join(ROOT, 'target/release/examples/styles'),
  // Where the libraries, the citations, and each seed's report and differences are written.
  folder: process.env.IBID_PEER_CACHE || path.join(os.tmpdir(), 'ibid-peer-cache'),
};

for (let i = 2; i < process.argv.length; i += 2) {
  const name = process.argv[i].replace(/^--/, '');
  if (!(name in options) || process.argv[i + 1] === undefined) {
    console.error(`documents: unknown option ${process.argv[i]}; see README.md`);
    process.exit(2);
  }
  const value = process.argv[i + 1];
  options[name] = typeof options[name] === 'number' ? Number(value) : value;
}

const rows = new Map(options.names.split(',').map((name) => [name, []]));
for (const seed of options.seeds.split(',').map(Number)) {
  for (const row of compare(seed)) rows.get(row.style).push(row);
}
print();

// Makes the document of a seed, compares it, and gives the counts of each style.
function compare(seed) {
  const file = (name) => path.join(options.folder, `document-${seed}-${name}`);
  fs.mkdirSync(options.folder, { recursive: true });
  const library = chooseLibrary(options.bibliographies, options.entries, seed, options.folder);
  fs.writeFileSync(file('library.json'), JSON.stringify(library, null, 1));
  const made = node('document.js', [file('library.json'), options.citations, seed]);
  fs.writeFileSync(file('citations.json'), made);
  const report = node('compare.js', [
    '--library', file('library.json'), '--citations', file('citations.json'),
    '--styles', options.styles, '--names', options.names, '--program', options.program,
    '--jobs', options.jobs, '--seed', seed, '--top', 100,
    '--dump', file('differences.jsonl'), '--counts', file('counts.json'),
  ]);
  fs.writeFileSync(file('report.txt'), report);
  for (const line of report.split('\n')) if (line.includes('not compared')) console.log(line);
  return JSON.parse(fs.readFileSync(file('counts.json'), 'utf8'));
}

function node(script, args) {
  const all = [path.join(__dirname, script), ...args.map(String)];
  const stdio = ['ignore', 'pipe', 'inherit'];
  const { status, stdout } = spawnSync(process.execPath, all, { stdio, maxBuffer: 1 << 28 });
  if (status !== 0) {
    console.error(`documents: ${script} failed`);
    process.exit(2);
  }
  return stdout.toString();
}

function print() {
  const percent = ([equal, all]) => ((100 * equal) / Math.max(all, 1)).toFixed(2).padStart(7);
  const sum = (counts) => counts.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  const line = (name, found, all) => {
    const texts = found.map((row) => percent(row.citations) + percent(row.entries));
    const both = [sum(all.map((row) => row.citations)), sum(all.map((row) => row.entries))];
    const shares = `${both.map(percent).join('')}  |${texts.join('  ')}`;
    console.log(`${name.padEnd(46)}${shares}`);
  };
  console.log('citations and entries equal, per cent: all, then seed by seed');
  for (const [name, found] of rows) line(name, found, found);
  const seeds = options.seeds.split(',').map((_, index) => {
    const found = [...rows.values()].map((row) => row[index]).filter(Boolean);
    return { citations: sum(found.map((r) => r.citations)), entries: sum(found.map((r) => r.entries)) };
  });
  line('all', seeds, seeds);
}
