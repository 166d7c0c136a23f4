import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { commandsMayKnow, mayKnow } from './rooms.ts';

const root = path.join(import.meta.dirname, '../..');

const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');

function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

/** By member of services, the room whose type it has: that room makes it, though `main` puts it there. */
function roomsOfMembers(): Map<string, string> {
  const source = parse('src/services.ts', textOf('src/services.ts'));
  const roomOf = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const [, room = ''] = statement.moduleSpecifier.text.split('/');
    const bindings = statement.importClause?.namedBindings;
    if (bindings && ts.isNamedImports(bindings)) for (const { name } of bindings.elements) roomOf.set(name.text, room);
  }
  const found = new Map<string, string>();
  const namesIn = (type: ts.Node): string[] =>
    ts.isIdentifier(type) ? [type.text] : childrenOf(type).flatMap(namesIn);
  visit(source, (node) => {
    if (!ts.isPropertySignature(node) || !node.type) return;
    const known = namesIn(node.type).flatMap((name) => roomOf.get(name) ?? []);
    const [room = assert.fail(`no room is known of services.${node.name.getText()}`)] = known;
    found.set(node.name.getText(), room);
  });
  return found;
}

/** The names of members of services that a file uses, as far as the way in which they are written tells it. */
function usedIn(source: ts.SourceFile): string[] {
  const used: string[] = [];
  const isServices = (node: ts.Node) =>
    ts.isIdentifier(node)
      ? node.text === 'services'
      : ts.isPropertyAccessExpression(node) && /^#?services$/.test(node.name.text);
  const namesServices = (type: ts.Node) => /Services\b|\['services'\]/.test(type.getText());
  visit(source, (node) => {
    // services.planning, turn.services.planning
    if (ts.isPropertyAccessExpression(node) && isServices(node.expression)) used.push(node.name.text);
    // { planning } = services, { services: { planning } }, ({ planning }: Services) =>, and of a member, whose type goes without saying
    if (ts.isObjectBindingPattern(node) && takesServices(node.parent)) used.push(...node.elements.map(nameOf));
    // Pick<Services, 'planning'>
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) && node.typeName.text === 'Pick') {
      const [whole, some] = node.typeArguments ?? [];
      if (whole && some && namesServices(whole)) visit(some, (part) => used.push(...literalOf(part)));
    }
    // Services['planning']
    if (ts.isIndexedAccessTypeNode(node) && namesServices(node.objectType)) used.push(...literalOf(node.indexType));
  });
  function takesServices(holder: ts.BindingElement | ts.VariableDeclaration | ts.ParameterDeclaration): boolean {
    if (ts.isBindingElement(holder)) return nameOf(holder) === 'services';
    if (holder.type) return namesServices(holder.type);
    if (holder.initializer) return isServices(holder.initializer);
    return ts.isParameter(holder) && isMember(holder.parent);
  }
  return used;
}

/** Of an object literal: what a call is given takes anything. */
const isMember = (made: ts.Node) =>
  ts.isPropertyAssignment(made.parent) || (ts.isMethodDeclaration(made) && ts.isObjectLiteralExpression(made.parent));

const nameOf = ({ propertyName, name }: ts.BindingElement) => (propertyName ?? name).getText();

const literalOf = (type: ts.Node) =>
  ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [];

function childrenOf(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  for (const child of childrenOf(node)) visit(child, see);
}

const makers = roomsOfMembers();

/** What a file uses of rooms that its own room may not know. */
function strangers(file: string, text = textOf(file)): string[] {
  const [, room = '', folder] = file.split('/');
  const may = folder === 'commands' ? commandsMayKnow : mayKnow;
  const named = [...makers].filter(
    ([member, maker]) => maker !== room && !may(room, maker) && new RegExp(`\\b${member}\\b`).test(text),
  );
  if (named.length === 0) return [];
  const used = new Set(usedIn(parse(file, text)));
  return named.flatMap(([member, maker]) => (used.has(member) ? [`${file}: ${member} of ${maker}`] : []));
}

describe('what a room uses of services', () => {
  it('is made by a room that it may know, as if it imported it', () => {
    assert.deepEqual(
      globSync('src/*/**/*.ts', { cwd: root }).flatMap((file) => strangers(file)),
      [],
    );
  });

  it('is seen in each way in which it is written', () => {
    for (const text of [
      'await services.planning.plan();',
      'turn.services.planning.plan();',
      'this.#services.planning.plan();',
      'const { store, planning } = services;',
      'const { planning: makes } = turn.services;',
      'function run({ services: { planning } }: Turn) {}',
      "function run({ planning }: Pick<Services, 'store' | 'planning'>) {}",
      'function run({ planning }: PersonServices) {}',
      'export const kind = { replan: ({ planning }, plan) => planning.rebuild(plan) };',
      'export const kind = { async replan({ planning }, plan) { return planning.rebuild(plan); } };',
      "type Parts = Pick<Turn['services'], 'planning'>;",
      "type Find = Services['planning']['findProfile'];",
    ]) {
      const file = 'src/backup/planted.ts';
      assert.deepEqual(strangers(file, text), [`${file}: planning of restore`], text);
    }
  });

  it('is allowed to a room that may know the other, and to commands as far as the way in', () => {
    const uses = (file: string, member: string) => strangers(file, `services.${member};`);
    assert.deepEqual(uses('src/restore/own.ts', 'planning'), []);
    assert.deepEqual(uses('src/drills/listed.ts', 'planning'), []);
    assert.deepEqual(uses('src/errors/commands/top.ts', 'commands'), []);
    assert.deepEqual(uses('src/errors/low.ts', 'commands'), ['src/errors/low.ts: commands of chat']);
    assert.deepEqual(uses('src/restore/down.ts', 'stepHandlers'), []);
    assert.deepEqual(uses('src/requests/up.ts', 'stepHandlers'), ['src/requests/up.ts: stepHandlers of saga']);
  });

  it('is not what another thing has by the same name', () => {
    for (const text of [
      'azure.commands.list();',
      "type Directory = Pick<Azure, 'directory'>;",
      "type Access = SecurityRuleFacts['access'];",
      'const { checks } = card;',
      'cards.map(({ checks }) => checks);',
      'const open = rights.filter(function ({ access }) { return access; });',
      'const last = (({ clock }) => clock)(row);',
      'const shown = ({ log }) => log;',
      'function draw({ checks }: CardData) {}',
    ])
      assert.deepEqual(usedIn(parse('src/kernel/planted.ts', text)), [], text);
  });
});
