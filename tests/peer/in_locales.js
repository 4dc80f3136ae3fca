// Writes styles anew with other default locales, to hold terms and dates of these against
// citeproc-js:
//
//     node tests/peer/in_locales.js FOLDER [STYLES] [LOCALES]
//     node tests/peer/compare.js --styles FOLDER --count 100000
'use strict';
const fs = require('fs');
const path = require('path');

const STYLES = 'apa,chicago-author-date,chicago-notes-bibliography,modern-language-association,mhra-notes,iso690-author-date-en,elsevier-harvard,ieee';
const LOCALES = 'ja-JP,ko-KR,ar,he-IL,ru-RU,tr-TR,nb-NO,pt-PT';
const [folder, styles, locales] = process.argv.slice(2);
if (!folder) {
  console.error('usage: in_locales.js FOLDER [STYLES] [LOCALES]');
  process.exit(2);
}
fs.mkdirSync(folder, { recursive: true });
for (const name of (styles || STYLES).split(',')) {
  const file = path.resolve(__dirname, '../../../shared/csl-styles', `${name}.csl`);
  const text = fs.readFileSync(file, 'utf8');
  for (const locale of (locales || LOCALES).split(',')) {
    const bare = text.replace(/(<style\b[^>]*?)\s+default-locale="[^"]*"/, '$1');
    const made = bare.replace('<style ', `<style default-locale="${locale}" `);
    fs.writeFileSync(path.join(folder, `${name}-${locale}.csl`), made);
  }
}
