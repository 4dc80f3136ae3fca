// Writes the citations of a made-up document over a library, as JSON, for compare.js:
//
//     node document.js LIBRARY.json [COUNT] [SEED] > citations.json
//
// Citations have one to four cites, most of one; works are cited again near by and far away, with
// locators, words before and behind, and suppressed authors. Each citation has a note of its own,
// some are the second one in their note.
'use strict';
const fs = require('fs');
const numbers = require('./xorshift');

const [libraryPath, countText, seedText] = process.argv.slice(2);
if (!libraryPath) {
  console.error('usage: document.js LIBRARY.json [COUNT] [SEED]');
  process.exit(2);
}
const keys = JSON.parse(fs.readFileSync(libraryPath, 'utf8')).map((item) => String(item.id));
const count = Number(countText || 300);

const below = numbers(Number(seedText || 1));
const pick = (list) => list[below(list.length)];
const chance = (percent) => below(100) < percent;

const LABELS = ['page', 'page', 'page', 'page', 'chapter', 'section', 'figure', 'verse', 'volume'];
const LOCATORS = ['3', '12', '33-35', '100-104', '7, 9', '1321-28', 'iv-xii', '12f.', 'A3'];
const PREFIXES = ['see', 'see also ', 'e.g.,', 'cf. ', 'As has been shown.', 'see «the» work, '];
const SUFFIXES = [', and elsewhere', ' (emphasis added)', ', passim', '; but see below', '.', ' et al.'];

const recent = [];
function key() {
  const again = recent.length > 0 && chance(45);
  const chosen = again ? recent[recent.length - 1 - below(Math.min(recent.length, 6))] : pick(keys);
  recent.push(chosen);
  return chosen;
}

function cite() {
  const made = { id: key() };
  if (chance(45)) Object.assign(made, { locator: pick(LOCATORS), label: pick(LABELS) });
  if (chance(15)) made.prefix = pick(PREFIXES);
  if (chance(15)) made.suffix = pick(SUFFIXES);
  if (chance(6)) made['suppress-author'] = true;
  return made;
}

let note = 0;
const citations = Array.from({ length: count }, () => {
  note += note > 0 && chance(6) ? 0 : 1 + (chance(10) ? below(4) : 0);
  const cites = Array.from({ length: chance(60) ? 1 : 1 + below(4) }, cite);
  return { note, cites };
});
process.stdout.write(`${JSON.stringify(citations, null, 1)}\n`);
