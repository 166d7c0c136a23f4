import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Language, type Node, Parser } from 'web-tree-sitter';

const { resolve } = createRequire(import.meta.url);

export const infra = path.join(import.meta.dirname, '../../infra');

/** A part of a file that other parts name. */
export type Declaration = {
  kind: 'param' | 'var' | 'resource' | 'module' | 'output';
  name: string;
  /** Type and version of a resource, path of a module. */
  of: string | undefined;
  /** Without a default, for parameters. */
  required: boolean;
  existing: boolean;
  decorators: string[];
  /** The object of a resource or module; what is assigned, for the others. */
  body: Node | undefined;
};

await Parser.init();
const parser = new Parser();
parser.setLanguage(
  await Language.load(path.join(path.dirname(resolve('tree-sitter-bicep/package.json')), 'tree-sitter-bicep.wasm')),
);

/** Paths of every Bicep file below infra, relative to it. */
export function bicepFiles(): string[] {
  return globSync('**/*.bicep', { cwd: infra }).toSorted();
}

export function read(file: string): string {
  return readFileSync(path.join(infra, file), 'utf8');
}

/** @throws Error naming line and text of what is no Bicep */
export function parse(source: string): Node {
  const tree = parser.parse(source);
  if (!tree) throw new Error('the parser gave up');
  const [mistake] = mistakes(tree.rootNode);
  if (mistake) throw new Error(`line ${mistake.startPosition.row + 1}: ${mistake.text.slice(0, 80) || mistake.type}`);
  return tree.rootNode;
}

function mistakes(node: Node): Node[] {
  if (node.isError || node.isMissing) return [node];
  return node.children.filter((child) => child?.hasError).flatMap((child) => (child ? mistakes(child) : []));
}

const kinds: Record<string, Declaration['kind']> = {
  parameter_declaration: 'param',
  variable_declaration: 'var',
  resource_declaration: 'resource',
  module_declaration: 'module',
  output_declaration: 'output',
};

export function declarations(root: Node): Declaration[] {
  const found: Declaration[] = [];
  let decorators: string[] = [];
  for (const node of root.namedChildren) {
    if (!node) continue;
    if (node.type === 'decorators') decorators = decoratorNames(node);
    const kind = kinds[node.type];
    if (!kind) continue;
    const parts = childrenOf(node);
    const [name, second] = parts;
    const value = parts.length > 1 ? parts.at(-1) : undefined;
    found.push({
      kind,
      name: name?.text ?? '',
      of: second?.type === 'string' && ['resource', 'module'].includes(kind) ? unquote(second) : undefined,
      required: kind === 'param' && (value === undefined || value.type === 'type'),
      existing: node.children.some((child) => child?.type === 'existing'),
      decorators,
      body: kind === 'resource' || kind === 'module' ? innermost(value) : value,
    });
    decorators = [];
  }
  return found;
}

function decoratorNames(node: Node): string[] {
  return childrenOf(node).map((decorator) => /^@(\w+)/.exec(decorator.text)?.[1] ?? '');
}

/** What is inside of loops and conditions. */
function innermost(node: Node | undefined): Node | undefined {
  if (node?.type !== 'for_statement' && node?.type !== 'if_statement') return node;
  return innermost(childrenOf(node).at(-1));
}

export function childrenOf(node: Node): Node[] {
  return node.namedChildren.filter((child) => child !== null && child.type !== 'comment');
}

/** Keys and values of an object; a key with an expression in it is left out. */
export function entriesOf(object: Node | undefined): [string, Node][] {
  if (object?.type !== 'object') return [];
  return childrenOf(object).flatMap((property) => {
    const [key, value] = childrenOf(property);
    if (!key || !value || key.text.includes('${')) return [];
    return [[key.type === 'string' ? unquote(key) : key.text, value] as [string, Node]];
  });
}

export function unquote(string: Node): string {
  return string.text.slice(1, -1).replaceAll("\\'", "'");
}
