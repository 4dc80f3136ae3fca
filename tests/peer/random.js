// Writes small random styles and a library for them, to hold our punctuation against
// citeproc-js's where no style has gone yet:
//
//     node tests/peer/random.js FOLDER [COUNT] [SEED]
//     node tests/peer/compare.js --styles FOLDER --library FOLDER/library.json --count 100000
'use strict';
const fs = require('fs');
const path = require('path');
const numbers = require('./xorshift');

const [folder, countText, seedText] = process.argv.slice(2);
if (!folder) {
  console.error('usage: random.js FOLDER [COUNT] [SEED]');
  process.exit(2);
}
const count = Number(countText || 500);
const seed = Number(seedText || 1);

const below = numbers(seed);
const pick = (list) => list[below(list.length)];
const chance = (percent) => below(100) < percent;

const AFFIXES = [
  ' ', ', ', ',', '. ', '.', ': ', ':', '; ', ';', '? ', '?', '!', ' (', '(', ')', '). ', '),',
  '[', ']', ' - ', '–', '/', '. In ', ', in ', ' : ', '\u00a0: ', '“', '”', ' «', '»', '...', '',
];
const DELIMITERS = [' ', ', ', '. ', ': ', '; ', '.', ',', ' / ', '', '? ', '–', ' (', '\u00a0: '];
const VALUES = ['in', 'n.p.', 'x', 'see, ', ' et al.', 'why?', '(a)', '“b”', 'c;', ': d', '.e', '!'];
const VARIABLES = ['title', 'container-title', 'publisher', 'genre', 'note', 'medium', 'archive'];
const TERMS = ['in', 'edition', 'no date', 'et-al', 'and', 'accessed', 'editor'];
const CASES = ['lowercase', 'uppercase', 'capitalize-first', 'capitalize-all', 'title', 'sentence'];
const FORMATS = [
  'font-style="italic"', 'font-weight="bold"', 'font-variant="small-caps"',
  'text-decoration="underline"', 'vertical-align="sup"', 'font-style="normal"',
];

function affixes() {
  const prefix = chance(35) ? ` prefix="${pick(AFFIXES)}"` : '';
  const suffix = chance(40) ? ` suffix="${pick(AFFIXES)}"` : '';
  return prefix + suffix;
}

const format = () => (chance(20) ? ` ${pick(FORMATS)}` : '');
const quotes = () => (chance(25) ? ' quotes="true"' : '');
const cases = () => (chance(10) ? ` text-case="${pick(CASES)}"` : '');
const periods = () => (chance(8) ? ' strip-periods="true"' : '');

function leaf() {
  const common = () => `${affixes()}${format()}${cases()}`;
  switch (below(10)) {
    case 0:
      return `<text value="${pick(VALUES)}"${common()}${quotes()}${periods()}/>`;
    case 1:
      return `<text term="${pick(TERMS)}"${chance(50) ? ' form="short"' : ''}${common()}${periods()}/>`;
    case 2:
      return `<number variable="${pick(['volume', 'issue', 'edition'])}"${
        chance(40) ? ` form="${pick(['ordinal', 'roman', 'long-ordinal'])}"` : ''
      }${common()}/>`;
    case 3:
      return `<date variable="issued" form="${pick(['text', 'numeric'])}" date-parts="${pick([
        'year', 'year-month', 'year-month-day',
      ])}"${affixes()}${format()}/>`;
    case 4:
      return `<names variable="author"${affixes()}${format()}><name${
        chance(40) ? ' form="short"' : ' initialize-with="."'
      }${chance(40) ? ' name-as-sort-order="all"' : ''}${chance(40) ? ' and="symbol"' : ''}/></names>`;
    case 5:
      return `<text variable="page"${common()}/>`;
    default:
      return `<text variable="${pick(VARIABLES)}"${common()}${quotes()}${periods()}/>`;
  }
}

function element(depth) {
  if (depth === 0 || chance(45)) return leaf();
  const delimiter = chance(60) ? ` delimiter="${pick(DELIMITERS)}"` : '';
  const children = Array.from({ length: 1 + below(3) }, () => element(depth - 1)).join('');
  return `<group${delimiter}${affixes()}${format()}>${children}</group>`;
}

function style(number) {
  const layout = Array.from({ length: 1 + below(3) }, () => element(2)).join('');
  const locale = pick(['en-US', 'en-GB', 'de-DE', 'fr-FR']);
  const suffix = chance(40) ? ` suffix="${pick(['.', ')', ';', ', '])}"` : '';
  const override = chance(15)
    ? '<locale><style-options punctuation-in-quote="true"/></locale>'
    : '';
  return `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="${locale}">
<info><title>Random ${number}</title><id>random-${number}</id><updated>2024-01-01T00:00:00+00:00</updated></info>
${override}<citation><layout${suffix}>${layout}</layout></citation>
</style>
`;
}

const item = (id, values) => ({
  id,
  type: 'book',
  author: [{ family: 'Roe', given: 'Ann B.' }, { family: 'Doe', given: 'J.' }],
  issued: { 'date-parts': [[2001, 5, 4]] },
  ...values,
});
const LIBRARY = [
  item('plain', {
    title: 'A title', 'container-title': 'Some journal', publisher: 'House', genre: 'essay',
    note: 'a note', medium: 'print', archive: 'Archive', volume: '3', issue: '4', edition: '2',
    page: '12-15',
  }),
  item('ends', {
    title: 'Why me?', 'container-title': 'Yahoo!', publisher: 'House, Inc.', genre: 'essay:',
    note: 'see also;', medium: 'print,', archive: 'Ark.', volume: 'II', edition: '2nd ed.',
    page: 'e12',
  }),
  item('quotes', {
    title: 'On "quotes"', 'container-title': '"All"', publisher: 'O\'Reilly', genre: '\'x\' and y.',
    note: 'He said "no."', medium: '“Curly”?', archive: 'the \'90s', volume: '1-2', page: '1, 5',
  }),
  item('markup', {
    title: '<i>Of</i> mice', 'container-title': 'mice <i>of</i>', publisher: '<b>A.</b>',
    genre: '<sup>th</sup>', note: 'a <i>"b"</i>', medium: '"<i>c</i>"', archive: 'd <b>e</b> f',
    volume: 'A', edition: 'first', page: '3',
  }),
  item('few', { title: 'Alone: a life', author: [{ literal: 'W. H. O.' }], publisher: '(P)' }),
  item('starts', {
    title: '…and then', 'container-title': '. Dot', publisher: ', comma', genre: '? what',
    note: '“Q” r', medium: '(b) c', archive: '[d]', volume: '5.', page: 'p. 5',
  }),
];

fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'library.json'), `${JSON.stringify(LIBRARY, null, 1)}\n`);
for (let number = 0; number < count; number += 1) {
  fs.writeFileSync(path.join(folder, `r${number}.csl`), style(number));
}
