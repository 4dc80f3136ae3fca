// Crosses the styles of the official test suite with the data of other fixtures, to hold what is
// printed against citeproc-js where nobody has looked yet:
//
//     node tests/peer/crosses.js FOLDER [STYLES] [ENTRIES] [SEED]
//     node tests/peer/compare.js --styles FOLDER --library FOLDER/library.json --count 100000
'use strict';
const fs = require('fs');
const path = require('path');
const numbers = require('./xorshift');

const [folder, styleCount, entryCount, seed] = process.argv.slice(2);
if (!folder) {
  console.error('usage: crosses.js FOLDER [STYLES] [ENTRIES] [SEED]');
  process.exit(2);
}
const SUITE = path.resolve(__dirname, '../../../shared/csl-test-suite');

function files(place) {
  return fs.readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
    const inside = path.join(place, entry.name);
    if (entry.isDirectory()) return files(inside);
    return entry.name.endsWith('.txt') ? [inside] : [];
  });
}

function section(text, name) {
  const found = text.match(new RegExp(`>>=+ ${name} =+>>\\s*([^]*?)\\s*<<=+ ${name} =+<<`));
  return found && found[1];
}

const below = numbers(Number(seed || 1));
// `count` of a list, in the order of chance.
function draw(list, count) {
  const rest = [...list];
  const chosen = [];
  while (chosen.length < count && rest.length > 0) {
    chosen.push(...rest.splice(below(rest.length), 1));
  }
  return chosen;
}

const fixtures = files(SUITE).sort().map((file) => [path.basename(file, '.txt'), fs.readFileSync(file, 'utf8')]);
const styles = fixtures.map(([name, text]) => [name, section(text, 'CSL')]).filter(([, style]) => style);
const entries = fixtures.flatMap(([name, text]) => {
  const input = section(text, 'INPUT');
  const items = input ? JSON.parse(input) : [];
  return items.map((item, index) => ({ ...item, id: `${name}-${index}` }));
});

fs.mkdirSync(folder, { recursive: true });
for (const [name, style] of draw(styles, Number(styleCount || 150))) {
  fs.writeFileSync(path.join(folder, `${name}.csl`), style);
}
const library = draw(entries, Number(entryCount || 60));
fs.writeFileSync(path.join(folder, 'library.json'), JSON.stringify(library, null, 1));
