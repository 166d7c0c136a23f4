import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

const root = path.join(import.meta.dirname, '../..');

/** By name, why its first word is right though it can't be seen in its own lines. */
const unseen: Record<string, string> = {
  requireUsable: 'accessSync throws',
  requireVaultOrTarget: 'the inventory throws where it finds no target',
  readValue: 'gives what a Read holds, and asks nobody',
};

/** What answers anew each time, or remembers: nothing that is pure has one. */
const worldly = new Set(['clock', 'console', 'db', 'fetch', 'log', 'process', 'random', 'services', 'store', 'tx']);

type Named = { name: string; made: ts.FunctionLikeDeclaration };

/** Functions of a name, of a file or within another function. Methods go by the interface that they fulfil. */
function functionsIn(source: ts.SourceFile): Named[] {
  const found: Named[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) && node.name) found.push({ name: node.name.text, made: node });
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
      if (ts.isArrowFunction(node.initializer)) found.push({ name: node.name.text, made: node.initializer });
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

/** The name of a member says nothing of what its holder is: a row may have a `log`. */
function memberIn(node: ts.Node): ts.Node | undefined {
  const named = ts.isPropertyAccessExpression(node) || ts.isPropertyAssignment(node) || ts.isPropertySignature(node);
  return named ? node.name : undefined;
}

/** What a function does, as far as its own lines show. */
function linesOf({ made }: Named, source: ts.SourceFile) {
  const seen = { throws: false, coded: false, reads: made.type?.getText(source).includes('Promise<') ?? false };
  const calls: string[] = [];
  const names = new Set<string>();
  const look = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    if (ts.isThrowStatement(node)) {
      seen.throws = true;
      if (node.expression.getText(source).includes('new CodedError(')) seen.coded = true;
    }
    if (ts.isCallExpression(node)) {
      const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
      if (ts.isIdentifier(called)) calls.push(called.text);
    }
    // It asks the clock as `Date.now()` does.
    if (ts.isNewExpression(node) && node.expression.getText(source) === 'Date' && !node.arguments?.length) {
      calls.push('now');
    }
    const member = memberIn(node);
    ts.forEachChild(node, (child) => (child === member ? undefined : look(child)));
  };
  for (const parameter of made.parameters) look(parameter);
  if (made.body) look(made.body);
  if (made.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)) seen.reads = true;
  return { ...seen, calls, names };
}

/** What is wrong with a name, by the table of verbs in docs/architecture.md. */
function wrongIn(each: Named, source: ts.SourceFile): string | undefined {
  const [, verb] = /^(require|find|read|parse)[A-Z]/.exec(each.name) ?? [];
  if (!verb) return undefined;
  const { throws, coded, reads, calls, names } = linesOf(each, source);
  const others = calls.filter((name) => name !== each.name);
  const requires = others.some((name) => name.startsWith('require'));
  if (verb === 'require') return throws || requires ? undefined : 'never throws';
  // Of several that could be meant it may still throw.
  const mayBeNone = each.made.type?.getText(source).includes('undefined');
  if (verb === 'find') return (coded || requires) && !mayBeNone ? 'is never undefined: require' : undefined;
  if (verb === 'read') {
    return reads || others.some((name) => /Sync$|^(read|load)/.test(name)) ? undefined : 'reads nothing: parse';
  }
  const anew = ['now', 'random'].filter((name) => calls.includes(name));
  const has = [...[...names].filter((name) => worldly.has(name)), ...anew];
  return reads || has.length > 0 ? `isn't pure: ${has.join(', ')}` : undefined;
}

function wrongNames(file: string, text: string): { name: string; says: string }[] {
  const source = ts.createSourceFile(file, text, {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
  return functionsIn(source).flatMap((each) => {
    const wrong = wrongIn(each, source);
    return wrong ? [{ name: each.name, says: `${file}: ${each.name} ${wrong}` }] : [];
  });
}

/** Every file is formatted: what begins a line after an empty one stands in nothing else. */
const partsOf = (text: string) => text.split(/\n\n(?=\S)/);

test('what a function does stands in its first word: require throws, find may be undefined, read asks, parse is pure', () => {
  const declares = /\b(?:function|const)\s+(?:require|find|read|parse)[A-Z]/;
  // Parsing is what takes time, and most of a file is about other things.
  const parts = globSync('src/**/*.ts', { cwd: root })
    .flatMap((file) => partsOf(readFileSync(path.join(root, file), 'utf8')).map((text) => ({ file, text })))
    .filter(({ text }) => declares.test(text));
  assert.ok(parts.length > 300, `only ${parts.length} such functions`);
  const wrong = parts.flatMap(({ file, text }) => wrongNames(file, text));
  assert.deepEqual(
    wrong.filter(({ name }) => !(name in unseen)).map(({ says }) => says),
    [],
  );
  const unneeded = Object.keys(unseen).filter((each) => !wrong.some(({ name }) => name === each));
  assert.deepEqual(unneeded, [], 'an exception that nothing needs');
});

const planted: [string, string][] = [
  ['function requireGroup(name) { return groups[name] ?? {}; }', 'never throws'],
  ["const findTarget = async (id) => { if (!there) throw new CodedError('gone'); return there; };", 'require'],
  ["async function findPlace(a) { throw isNone(a) ? new CodedError('none') : a; }", 'require'],
  ['async function findAbout(turn) { return await requireRequest(turn); }', 'require'],
  ['function readOwn(text) { return text.trim(); }', 'reads nothing'],
  ['function readOwn(text) { return text ? readOwn(text.slice(1)) : text; }', 'reads nothing'],
  ['async function parseRow(row) { return row; }', 'pure'],
  ['function parseRow(row): Promise<Row> { return later(row); }', 'pure'],
  ['function parseMute({ services }, text) { return text; }', 'services'],
  ['function parseRows(log, rows) { return rows; }', 'log'],
  ['function parseSpan(text) { return new Date(); }', 'now'],
  ['function parseSpan(text) { return Date.now(); }', 'now'],
  ['function parseId(text) { return text + Math.random(); }', 'random'],
  ['function parseRow(row) { console.log(row); return row; }', 'console'],
  ['function parseRow(row, store) { return store.log; }', 'store'],
  ['function outer() { const parseSpan = (text, clock) => text; }', 'clock'],
];

for (const [line, says] of planted) {
  test(`a wrong first word is told: ${line}`, () => {
    assert.match(wrongNames('planted.ts', line)[0]?.says ?? '', new RegExp(says));
  });
}

test('right ones pass', () => {
  const right = `
    function requireOne(one) { if (!one) throw new Error('none'); return one; }
    const requireBoth = (one, other) => [requireOne(one), requireOne(other)];
    function findOne(list) { return list.find(Boolean); }
    function findVault(all): Vault | undefined { if (all.length > 1) throw new CodedError('which'); return all[0]; }
    async function readOne(db) { return db.one(); }
    function readLimit() { return readFileSync('/proc/self/limits'); }
    function parseLine(row) { return { log: row.log, from: row.x?.store.text }; }
    function parseKept(row: { store: string }) { return row; }
    function parseSpan(text, now) { return new Date(now.getTime() + Number(text)); }
  `;
  assert.deepEqual(wrongNames('planted.ts', right), []);
});
