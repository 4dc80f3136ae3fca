// Holds what ibid prints against what citeproc-js prints, in many styles; README.md says how.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const os = require('os');
const path = require('path');
const readline = require('readline');
const { spawn } = require('child_process');
const numbers = require('./xorshift');

const ROOT = path.resolve(__dirname, '../..');
const options = {
  count: 300,
  seed: 1,
  jobs: 2,
  top: 40,
  styles: path.join(ROOT, '../shared/csl-styles'),
  locales: path.join(ROOT, '../shared/csl-locales'),
  library: path.join(ROOT, 'tests/fixtures/library.json'),
  // A document over the library, as document.js writes it; else each entry is cited once.
  citations: null,
  cache: process.env.IBID_PEER_CACHE || path.join(os.tmpdir(), 'ibid-peer-cache'),
  program: path.join(ROOT, 'target/release/examples/styles'),
  // Styles by name, with commas between, instead of chosen ones.
  names: null,
  // Print all differences of one style, or of one entry.
  style: null,
  key: null,
  // Write every difference to a file, one JSON object a line.
  dump: null,
  // Write to a file how many texts of each style are equal, as JSON.
  counts: null,
};

for (let i = 2; i < process.argv.length; i += 2) {
  const name = process.argv[i].replace(/^--/, '');
  if (!(name in options) || process.argv[i + 1] === undefined) {
    console.error(`compare: unknown option ${process.argv[i]}; see README.md`);
    process.exit(2);
  }
  const value = process.argv[i + 1];
  options[name] = typeof options[name] === 'number' ? Number(value) : value;
}

main().catch((error) => {
  console.error(`compare: ${error.message}`);
  process.exit(2);
});

async function main() {
  let version;
  try {
    version = require('citeproc').PROCESSOR_VERSION;
  } catch {
    console.error('compare: skipped, since `citeproc` is not installed (see README.md)');
    return;
  }
  const named = options.style || options.names;
  const file = (name) => path.join(options.styles, `${name}.csl`);
  const paths = named ? named.split(',').map(file) : select();
  const peer = await peerOutput(paths, version);
  const ours = await ourOutput(paths);
  report(paths, ours, peer, version);
}

// The names sorted by bytes, shuffled (Fisher and Yates, from the end, with xorshift32 started
// from the seed times 2654435761), the first `count` of them.
function select() {
  const names = fs.readdirSync(options.styles).filter((name) => name.endsWith('.csl')).sort();
  const next = numbers(options.seed);
  for (let i = names.length - 1; i > 0; i -= 1) {
    const j = next(i + 1);
    [names[i], names[j]] = [names[j], names[i]];
  }
  return names.slice(0, options.count).map((name) => path.join(options.styles, name));
}

// Runs a program that reads paths and writes a JSON object a line for each.
function run(command, args, paths, each) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    child.on('error', reject);
    child.on('close', resolve);
    readline.createInterface({ input: child.stdout }).on('line', (line) => each(JSON.parse(line)));
    child.stdin.end(paths.map((name) => `${name}\n`).join(''));
  });
}

async function ourOutput(paths) {
  const found = new Map();
  const document = options.citations ? ['--citations', options.citations] : [];
  const args = [...document, '--locales', options.locales, options.library, '-'];
  await run(options.program, args, paths, (result) => found.set(result.style, result));
  return found;
}

// What citeproc-js prints does not change, so that it is kept, by everything that it depends on.
async function peerOutput(paths, version) {
  fs.mkdirSync(options.cache, { recursive: true });
  const worker = path.join(__dirname, 'citeproc.js');
  const data = [options.library, ...(options.citations ? [options.citations] : [])];
  const basis = [version, ...[worker, ...data].map((file) => fs.readFileSync(file))];
  const cached = (stylePath) => {
    const hash = crypto.createHash('sha256');
    for (const part of [...basis, fs.readFileSync(stylePath)]) hash.update(part);
    return path.join(options.cache, `${hash.digest('hex').slice(0, 32)}.json`);
  };
  const files = new Map(paths.map((name) => [path.basename(name, '.csl'), cached(name)]));
  const missing = paths.filter((name) => !fs.existsSync(files.get(path.basename(name, '.csl'))));
  let done = 0;
  const share = (job) => missing.filter((_, index) => index % options.jobs === job);
  const jobs = Array.from({ length: options.jobs }, (_, job) =>
    run(process.execPath, [worker, options.locales, ...data], share(job), (result) => {
      fs.writeFileSync(files.get(result.style), JSON.stringify(result));
      done += 1;
      if (done % 25 === 0) console.error(`citeproc-js: ${done} of ${missing.length} styles`);
    }),
  );
  await Promise.all(jobs);
  const read = ([style, file]) => [style, JSON.parse(fs.readFileSync(file, 'utf8'))];
  return new Map([...files].filter(([, file]) => fs.existsSync(file)).map(read));
}

// What names each citation in the report: its place in the document, or the key of its entry.
function cited() {
  const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
  if (!options.citations) return read(options.library).map((item) => String(item.id));
  const ids = ({ cites }) => cites.map(({ id }) => id).join(' ');
  return read(options.citations).map((citation, index) => `${index + 1} ${ids(citation)}`);
}

function report(paths, ours, peer, version) {
  const keys = cited();
  const tally = { cites: [0, 0], entries: [0, 0], places: [0, 0], orders: [0, 0] };
  const count = (pair, equal) => {
    pair[1] += 1;
    pair[0] += equal ? 1 : 0;
  };
  const differences = [];
  const shares = [];
  const counts = [];
  const skipped = [];
  const ms = { ours: 0, peer: 0 };
  for (const stylePath of paths) {
    const style = path.basename(stylePath, '.csl');
    const [own, other] = [ours.get(style), peer.get(style)];
    if (!own || !other || own.error || other.error) {
      skipped.push(`${style}: ${(own && own.error) || (other && other.error) || 'no output'}`);
      continue;
    }
    ms.ours += own.ms.compile + own.ms.render;
    ms.peer += other.ms.compile + other.ms.render;
    const before = differences.length;
    const compare = (pair, where, key, a, b) => {
      const equal = a !== undefined && b !== undefined && a.trim() === b.trim();
      count(pair, equal);
      if (!equal) differences.push({ style, where, key, ours: a, peer: b });
    };
    keys.forEach((key, index) =>
      compare(tally.cites, 'cite', key, own.citations[index], other.citations[index]),
    );
    const texts = new Map(own.bibliography);
    const others = new Map(other.bibliography);
    const all = [...others.keys(), ...[...texts.keys()].filter((key) => !others.has(key))];
    all.forEach((key) => compare(tally.entries, 'entry', key, texts.get(key), others.get(key)));
    const order = (bibliography) => bibliography.map(([key]) => key);
    const [orderA, orderB] = [order(own.bibliography), order(other.bibliography)];
    if (orderB.length > 0) {
      count(tally.orders, orderA.join('\n') === orderB.join('\n'));
      orderB.forEach((key, index) => count(tally.places, orderA[index] === key));
    }
    const wrong = differences.length - before;
    shares.push([style, 1 - wrong / (keys.length + all.length), wrong]);
    const inCites = differences.slice(before).filter(({ where }) => where === 'cite').length;
    counts.push({
      style,
      citations: [keys.length - inCites, keys.length],
      entries: [all.length - (wrong - inCites), all.length],
    });
    if (options.citations) {
      const percent = (part, whole) => (100 * (1 - part / Math.max(whole, 1))).toFixed(1);
      const entries = percent(wrong - inCites, all.length);
      console.log(`${style}: ${percent(inCites, keys.length)} % of citations, ${entries} % of entries`);
    }
  }
  if (options.dump) {
    fs.writeFileSync(options.dump, differences.map((d) => `${JSON.stringify(d)}\n`).join(''));
  }
  if (options.counts) fs.writeFileSync(options.counts, JSON.stringify(counts));
  const share = ([equal, all]) =>
    `${equal} of ${all} (${((100 * equal) / Math.max(all, 1)).toFixed(2)} %)`;
  console.log(`styles: ${shares.length}, seed ${options.seed}; citeproc-js ${version}`);
  for (const line of skipped) console.log(`  not compared: ${line}`);
  console.log(`citations equal: ${share(tally.cites)}`);
  console.log(`bibliography entries equal: ${share(tally.entries)}`);
  console.log(`entries at the same place: ${share(tally.places)}`);
  console.log(`bibliographies in the same order: ${share(tally.orders)}`);
  const perfect = shares.filter(([, , wrong]) => wrong === 0).length;
  console.log(`styles without any difference: ${perfect} of ${shares.length}`);
  console.log(`time: ours ${(ms.ours / 1e3).toFixed(2)} s, theirs ${(ms.peer / 1e3).toFixed(1)} s`);
  if (options.style || options.key) return printDifferences(differences);
  printClusters(differences);
  printWorst(shares, differences);
}

function printDifferences(differences) {
  for (const { style, where, key, ours, peer } of differences) {
    if (options.key && key !== options.key) continue;
    console.log(`\n${style} ${where} ${key}\n  ours  ${ours}\n  theirs ${peer}`);
  }
}

function printWorst(shares, differences) {
  console.log('\nstyles with the most differences:');
  shares.sort((a, b) => b[2] - a[2]);
  for (const [style, share, wrong] of shares.slice(0, 20)) {
    console.log(`  ${wrong} (${(100 * share).toFixed(1)} % equal) ${style}`);
  }
  const byKey = new Map();
  for (const { key } of differences) byKey.set(key, (byKey.get(key) || 0) + 1);
  console.log('\nentries with the most differences:');
  const entries = [...byKey].sort((a, b) => b[1] - a[1]).slice(0, 20);
  for (const [key, number] of entries) console.log(`  ${number} ${key}`);
}

// Differences with the same words, one put for the other, are likely to have the same cause.
function printClusters(differences) {
  const clusters = new Map();
  for (const difference of differences) {
    for (const hunk of hunks(difference.ours, difference.peer)) {
      const cluster = clusters.get(hunk) || { number: 0, styles: new Set(), example: difference };
      cluster.number += 1;
      cluster.styles.add(difference.style);
      clusters.set(hunk, cluster);
    }
  }
  console.log(`\ndifferences by cause, of ${differences.length} texts (texts, styles, ours → theirs):`);
  const sorted = [...clusters].sort((a, b) => b[1].number - a[1].number).slice(0, options.top);
  for (const [hunk, { number, styles, example }] of sorted) {
    console.log(`  ${number} in ${styles.size}: ${hunk}  — ${example.style} ${example.where} ${example.key}`);
  }
}

function hunks(ours, peer) {
  if (ours === undefined) return ['(no entry) → an entry'];
  if (peer === undefined) return ['an entry → (no entry)'];
  const words = (text) => text.trim().match(/[\p{L}\p{M}]+|\d+|\s+|[^]/gu) || [];
  const [a, b] = [words(ours), words(peer)];
  const found = new Set();
  const trim = (list) => JSON.stringify(list.join('').replace(/\d+/g, '0')).slice(0, 70);
  for (const [from, to] of changed(a, b)) found.add(`${trim(from)} → ${trim(to)}`);
  return [...found];
}

// The pieces of two lists that differ, by their longest common subsequence.
function changed(a, b) {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const [m, n] = [a.slice(start, endA), b.slice(start, endB)];
  const lengths = Array.from({ length: m.length + 1 }, () => new Uint16Array(n.length + 1));
  for (let i = m.length - 1; i >= 0; i -= 1) {
    for (let j = n.length - 1; j >= 0; j -= 1) {
      lengths[i][j] =
        m[i] === n[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const pieces = [];
  let [i, j] = [0, 0];
  let piece = [[], []];
  const flush = () => {
    if (piece[0].length || piece[1].length) pieces.push(piece);
    piece = [[], []];
  };
  while (i < m.length || j < n.length) {
    if (i < m.length && j < n.length && m[i] === n[j]) {
      flush();
      i += 1;
      j += 1;
    } else if (j >= n.length || (i < m.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      piece[0].push(m[i]);
      i += 1;
    } else {
      piece[1].push(n[j]);
      j += 1;
    }
  }
  flush();
  return pieces;
}
