// Writes small groups of works with a common first author, whose other authors are drawn from a few
// names, a document that cites each once, and styles that disambiguate them in different ways:
//
//     node tests/peer/groups.js FOLDER [GROUPS] [SEED]
//     node tests/peer/compare.js --styles FOLDER --library FOLDER/library.json \
//         --citations FOLDER/citations.json
'use strict';
const fs = require('fs');
const path = require('path');
const numbers = require('./xorshift');

const [folder, groupCount, seed] = process.argv.slice(2);
if (!folder) {
  console.error('usage: groups.js FOLDER [GROUPS] [SEED]');
  process.exit(2);
}
const below = numbers(Number(seed || 1));
const pick = (list) => list[below(list.length)];
const chance = (percent) => below(100) < percent;

const FAMILIES = ['Allen', 'Brown', 'Cole', 'Drew', 'Ellis'];
const GIVENS = ['Xena', 'Yves', 'Zoe'];

// The authors of each work of a group.
function group(number) {
  const families = FAMILIES.slice(0, 2 + below(4));
  const givenNamesDiffer = chance(50);
  const firstNamesDiffer = givenNamesDiffer && chance(30);
  const given = (differ) => (differ ? pick(GIVENS) : 'Zoe');
  const other = () => ({ family: pick(families), given: given(givenNamesDiffer) });
  const lists = [];
  for (let count = 3 + below(5); count > 0; count -= 1) {
    // Many begin like another work of the group.
    const shared = lists.length > 0 && chance(50) ? pick(lists).slice(1) : [];
    const others = shared.slice(0, below(shared.length + 1));
    const length = Math.min(2 + below(3), 4);
    while (others.length < length) others.push(other());
    lists.push([{ family: `Author${number}`, given: given(firstNamesDiffer) }, ...others]);
  }
  return lists;
}

const library = [];
for (let number = 1; number <= Number(groupCount || 500); number += 1) {
  group(number).forEach((author, index) => {
    const id = `g${number}-${index + 1}`;
    const issued = { 'date-parts': [[2000]] };
    library.push({ id, type: 'book', title: `Title ${index + 1}`, author, issued });
  });
}
const citations = library.map(({ id }, index) => ({ note: index + 1, cites: [{ id }] }));

const ADD_NAMES = 'disambiguate-add-names="true"';
const SUFFIX = 'disambiguate-add-year-suffix="true"';
const CONDITION = '<choose><if disambiguate="true"><text variable="title"/></if></choose>';
const givens = (rule) =>
  `disambiguate-add-givenname="true" givenname-disambiguation-rule="${rule}"`;
const STYLES = {
  'names': [ADD_NAMES, ''],
  'names-suffix': [`${ADD_NAMES} ${SUFFIX}`, ''],
  'names-condition': [ADD_NAMES, CONDITION],
  'by-cite-suffix': [`${givens('by-cite')} ${SUFFIX}`, ''],
  'names-by-cite-suffix': [`${ADD_NAMES} ${givens('by-cite')} ${SUFFIX}`, ''],
  'names-by-cite-condition': [`${ADD_NAMES} ${givens('by-cite')}`, CONDITION],
  'names-primary-suffix': [`${ADD_NAMES} ${givens('primary-name')} ${SUFFIX}`, ''],
  'names-primary-condition': [`${ADD_NAMES} ${givens('primary-name')}`, CONDITION],
  'names-primary-initials-suffix': [
    `${ADD_NAMES} ${givens('primary-name-with-initials')} ${SUFFIX}`, '',
  ],
  'names-all-suffix': [`${ADD_NAMES} ${givens('all-names')} ${SUFFIX}`, ''],
  'names-all-initials-condition': [`${ADD_NAMES} ${givens('all-names-with-initials')}`, CONDITION],
};

const style = (name, [options, condition]) => `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><id>${name}</id><title>${name}</title><updated>2020-01-01T00:00:00Z</updated></info>
  <citation et-al-min="3" et-al-use-first="1" ${options}>
    <layout prefix="(" suffix=")" delimiter="; ">
      <group delimiter=" ">
        <names variable="author"><name form="short" and="text"/></names>${condition}
        <date variable="issued"><date-part name="year"/></date>
      </group>
    </layout>
  </citation>
  <bibliography><layout><text variable="title"/></layout></bibliography>
</style>
`;

fs.mkdirSync(folder, { recursive: true });
const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
write('library.json', JSON.stringify(library, null, 1));
write('citations.json', JSON.stringify(citations, null, 1));
for (const [name, options] of Object.entries(STYLES)) write(`${name}.csl`, style(name, options));
