// Makes a library of real entries: the `.bib` files of a folder through pandoc to CSL-JSON, and of
// all their entries some, chosen by a seed. Half of them are neighbours in their files, which often
// have the same authors; the others come from anywhere.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const { execFileSync } = require('child_process');
const numbers = require('./xorshift');

const PANDOC = process.env.PANDOC || 'pandoc';

/** `size` entries of the files of a folder, chosen by `seed`; `cache` keeps what pandoc made. */
module.exports = function chooseLibrary(folder, size, seed, cache) {
  const files = entriesOf(folder, cache);
  const all = files.flat();
  const below = numbers(seed);
  const chosen = new Map();
  const take = (item) => {
    if (item && !chosen.has(item.id)) chosen.set(item.id, item);
  };
  const wanted = Math.min(size, new Set(all.map((item) => item.id)).size);
  while (chosen.size < wanted) {
    if (chosen.size < wanted / 2) {
      const file = files[below(files.length)];
      const start = below(file.length);
      file.slice(start, start + 4 + below(12)).forEach(take);
    } else {
      take(all[below(all.length)]);
    }
  }
  return [...chosen.values()].slice(0, wanted);
};

// The entries of each file, those with the key of an earlier one left out.
function entriesOf(folder, cache) {
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.bib')).sort();
  const version = execFileSync(PANDOC, ['--version'], { encoding: 'utf8' }).split('\n')[0];
  const hash = crypto.createHash('sha256').update(version).update(fs.readFileSync(__filename));
  for (const name of names) hash.update(name).update(fs.readFileSync(path.join(folder, name)));
  const kept = path.join(cache, `entries-${hash.digest('hex').slice(0, 32)}.json`);
  if (!fs.existsSync(kept)) {
    const seen = new Set();
    const first = ({ id }) => !seen.has(id) && seen.add(id);
    const files = names.map((name) => converted(path.join(folder, name)).filter(first));
    fs.mkdirSync(cache, { recursive: true });
    fs.writeFileSync(kept, JSON.stringify(files.filter((items) => items.length > 0)));
  }
  return JSON.parse(fs.readFileSync(kept, 'utf8'));
}

// What pandoc makes of `and others` is a person of that name to citeproc-js and none to us, which
// is no difference between engines.
function withoutOthers(item) {
  const isPerson = (name) => !(name && name.literal === 'others');
  const kept = (value) => (Array.isArray(value) ? value.filter(isPerson) : value);
  const fields = Object.entries(item).map(([name, value]) => [name, kept(value)]);
  return { ...Object.fromEntries(fields), id: String(item.id) };
}

// What pandoc makes of a file; nothing of one that it cannot read.
function converted(file) {
  const bytes = fs.readFileSync(file);
  const decode = (encoding) => new TextDecoder(encoding, { fatal: true }).decode(bytes);
  let text;
  try {
    text = decode('utf-8');
  } catch {
    text = decode('windows-1252');
  }
  const args = ['-f', 'biblatex', '-t', 'csljson'];
  const limits = { maxBuffer: 1 << 28, timeout: 120_000, stdio: ['pipe', 'pipe', 'ignore'] };
  try {
    const json = execFileSync(PANDOC, args, { input: text, encoding: 'utf8', ...limits });
    return JSON.parse(json).map(withoutOthers);
  } catch {
    console.error(`documents: pandoc cannot read ${path.basename(file)}`);
    return [];
  }
}
