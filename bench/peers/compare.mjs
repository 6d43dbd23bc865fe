// Tocsin beside wink-nlp and compromise: words a second on one core (Tocsin also parses and finds names in that time), and UPOS F1, on the same raw text in one run.
//
//   npm ci && node compare.mjs GOLD.conllu
//
// GOLD is a CoNLL-U file with `# text` lines. Words are aligned by their characters, white space ignored, as the CoNLL 2018 shared task does;
// a word that is cut otherwise counts as wrong for whoever cut it. Each reader reads the text twice; the second time is measured,
// in processor time, because the machine may be shared.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import nlp from 'compromise';
import winkNLP from 'wink-nlp';
import model from 'wink-eng-lite-web-model';

const goldPath = process.argv[2];
if (!goldPath) {
  console.error('usage: node compare.mjs GOLD.conllu');
  process.exit(2);
}

// compromise has its own tags; the first that fits gives the universal part of speech.
const COMPROMISE = [
  ['ProperNoun', 'PROPN'], ['Pronoun', 'PRON'], ['Possessive', 'PRON'], ['Auxiliary', 'AUX'], ['Modal', 'AUX'], ['Copula', 'AUX'],
  ['Particle', 'ADP'], ['Verb', 'VERB'], ['Value', 'NUM'], ['Noun', 'NOUN'], ['Adverb', 'ADV'], ['Adjective', 'ADJ'],
  ['Determiner', 'DET'], ['Preposition', 'ADP'], ['Conjunction', 'CCONJ'], ['Expression', 'INTJ'],
];

function readConllu(text) {
  const words = new Map();
  let at = 0;
  let span = null;
  let inside = 0;
  for (const line of text.split('\n')) {
    const columns = line.split('\t');
    if (columns.length < 10 || columns[0].includes('.')) continue;
    const form = columns[1].replace(/\s+/g, '');
    if (columns[0].includes('-')) {
      const [first, last] = columns[0].split('-').map(Number);
      span = `${at}-${at + form.length}`;
      inside = last - first + 1;
      at += form.length;
      continue;
    }
    const key = inside > 0 ? `${span}#${inside--}` : `${at}-${at += form.length}`;
    words.set(key, columns[3]);
  }
  return words;
}

function keyed(pairs) {
  const words = new Map();
  let at = 0;
  for (const [form, tag] of pairs) {
    const bare = form.replace(/\s+/g, '');
    words.set(`${at}-${at += bare.length}`, tag);
  }
  return words;
}

function score(gold, system) {
  let hits = 0;
  for (const [key, tag] of gold) hits += system.get(key) === tag ? 1 : 0;
  return 200 * hits / (gold.size + system.size);
}

function rawText(conllu) {
  const paragraphs = [];
  for (const block of conllu.split('\n\n')) {
    const text = block.match(/^# text = (.*)$/m)?.[1];
    if (text === undefined) continue;
    if (/^# new(doc|par)/m.test(block) || paragraphs.length === 0) paragraphs.push([]);
    paragraphs.at(-1).push(text);
  }
  return paragraphs.map((sentences) => sentences.join(' '));
}

function timed(read) {
  read();
  const before = process.cpuUsage();
  const result = read();
  const used = process.cpuUsage(before);
  return [result, (used.user + used.system) / 1e6];
}

const conllu = readFileSync(goldPath, 'utf8');
const gold = readConllu(conllu);
const paragraphs = rawText(conllu);
const wink = winkNLP(model, ['sbd', 'pos']);
const its = wink.its;
const rows = [];

const [winkPairs, winkSeconds] = timed(() => paragraphs.flatMap((p) => {
  const tokens = wink.readDoc(p).tokens();
  const values = tokens.out(its.value);
  const tags = tokens.out(its.pos);
  return values.map((value, i) => [value, tags[i]]);
}));
rows.push(['wink-nlp', gold.size / winkSeconds, score(gold, keyed(winkPairs))]);

const [compromisePairs, compromiseSeconds] = timed(() => paragraphs.flatMap((p) => nlp(p).json({ offset: false, terms: { text: true, tags: true } })
  .flatMap((sentence) => sentence.terms.flatMap((term) => [
    ...[...(term.pre ?? '').trim()].map((c) => [c, 'PUNCT']),
    [term.text, COMPROMISE.find(([tag]) => term.tags.includes(tag))?.[1] ?? 'X'],
    ...[...(term.post ?? '').trim()].map((c) => [c, 'PUNCT']),
  ]))));
rows.push(['compromise', gold.size / compromiseSeconds, score(gold, keyed(compromisePairs))]);

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tocsin-peers-'));
try {
  const input = join(folder, 'text.txt');
  const output = join(folder, 'text.conllu');
  writeFileSync(input, paragraphs.join('\n\n') + '\n');
  const printed = execFileSync('dotnet', ['run', '-c', 'Release', '--project', join(here, '../Tocsin.Bench'), '--', 'throughput', input, '--conllu', output], { encoding: 'utf8' });
  rows.push(['tocsin parse', Number(printed.match(/parse\s+([\d.]+) tokens\/s/)[1]), score(gold, readConllu(readFileSync(output, 'utf8')))]);
} finally {
  rmSync(folder, { recursive: true });
}

console.log(`${gold.size} words of ${goldPath.split('/').at(-1)}`);
console.log('reader          words/s   UPOS F1');
for (const [name, speed, f1] of rows) {
  console.log(`${name.padEnd(14)} ${speed.toFixed(0).padStart(8)}   ${f1.toFixed(2).padStart(7)}`);
}
