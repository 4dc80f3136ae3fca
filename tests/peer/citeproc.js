// What citeproc-js prints for styles and a library: one JSON object a line for each style whose
// path is read from standard input, as `examples/styles` prints it.
//
//     node citeproc.js LOCALES LIBRARY.json [CITATIONS.json] < names
//
// Without citations each entry is cited once, as `examples/styles` does it.
// `citeproc` is looked up as any module is; set NODE_PATH to the `node_modules` that has it.
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');
const CSL = require('citeproc');

const [localesFolder, libraryPath, citationsPath] = process.argv.slice(2);
const library = fs.readFileSync(libraryPath, 'utf8');
const document = citationsPath ? fs.readFileSync(citationsPath, 'utf8') : null;

function clock() {
  return Number(process.hrtime.bigint()) / 1e6;
}

// Only files that are there: citeproc-js itself falls back to the primary dialect.
function locale(tag) {
  const file = path.join(localesFolder, `locales-${tag}.xml`);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : false;
}

function render(stylePath) {
  // The engine changes the items that it is given.
  const items = JSON.parse(library);
  const byId = new Map(items.map((item) => [String(item.id), item]));
  const system = {
    retrieveItem: (id) => byId.get(String(id)),
    retrieveLocale: (tag) => locale(tag) || locale('en-US'),
  };
  const start = clock();
  const engine = new CSL.Engine(system, fs.readFileSync(stylePath, 'utf8'));
  const loaded = clock();
  const inNotes = engine.opt.xclass === 'note';
  const once = (item, index) => ({
    note: index + 1,
    cites: [{ id: item.id, locator: String(index + 1), label: 'page' }],
  });
  const cited = document ? JSON.parse(document) : items.map(once);
  const clusters = cited.map(({ note, cites }, index) => ({
    citationID: `c${index}`,
    citationItems: cites,
    properties: { noteIndex: inNotes ? note || 0 : 0 },
  }));
  const citations = engine.rebuildProcessorState(clusters, 'text').map((row) => row[2]);
  engine.setOutputFormat('text');
  const made = engine.makeBibliography();
  const ms = { compile: loaded - start, render: clock() - loaded };
  return { citations, bibliography: made ? keyed(engine, made) : [], ms };
}

// Each entry with its key. An entry that prints nothing is left out of the texts but not of the
// keys; which ones these are is found by asking for each alone.
function keyed(engine, [parameters, texts]) {
  let keys = parameters.entry_ids.map((ids) => String(ids[0]));
  if (keys.length !== texts.length) {
    const prints = (key) =>
      engine.makeBibliography({ include: [{ field: 'id', value: key }] })[1].length > 0;
    keys = keys.filter(prints);
  }
  return texts.map((text, index) => [keys[index], text]);
}

readline.createInterface({ input: process.stdin }).on('line', (stylePath) => {
  const style = path.basename(stylePath, '.csl');
  let result;
  try {
    result = render(stylePath);
  } catch (error) {
    result = { error: String((error && error.message) || error) };
  }
  process.stdout.write(`${JSON.stringify({ style, ...result })}\n`);
});
