import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { Node } from 'web-tree-sitter';
import { bicepFiles, childrenOf, declarations, entriesOf, infra, parse, read } from './bicep.ts';

/** In lists the grammar takes calls without arguments, and those on a line of their own, for names. */
const functions = new Set(['loadJsonContent', 'subscription']);

test('a mistake in Bicep is found, with its line', () => {
  assert.throws(() => parse("param a string\nresource b 'c@1' = {\n"), /^Error: line /);
});

for (const file of bicepFiles()) {
  describe(`infra/${file}`, () => {
    const declared = declarations(parse(read(file)));

    test('every parameter and output is described', () => {
      for (const { kind, name, decorators } of declared) {
        if (kind === 'param' || kind === 'output') assert.ok(decorators.includes('description'), name);
      }
    });

    test('every name that is used is declared, and every parameter and variable is used', () => {
      const names = new Set(declared.filter(({ kind }) => kind !== 'output').map(({ name }) => name));
      const used = new Set(declared.flatMap(({ body }) => (body ? namesIn(body) : [])));
      const root = parse(read(file));
      const inLoops = new Set(loopNames(root));
      assert.deepEqual(
        [...used].filter((name) => !names.has(name) && !inLoops.has(name) && !functions.has(name)),
        [],
      );
      const outside = root.text;
      for (const { kind, name } of declared) {
        if (kind !== 'param' && kind !== 'var') continue;
        assert.ok([...outside.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length > 1, `${name} is not used`);
      }
    });

    test('modules exist and are given the parameters that they declare', () => {
      for (const { kind, name, of = '', body } of declared) {
        if (kind !== 'module') continue;
        const target = path.join(path.dirname(file), of);
        assert.ok(existsSync(path.join(infra, target)), `${name}: there is no ${target}`);
        const wanted = declarations(parse(read(target))).filter((one) => one.kind === 'param');
        const given = entriesOf(new Map(entriesOf(body)).get('params')).map(([key]) => key);
        assert.deepEqual(
          given.filter((key) => !wanted.some((one) => one.name === key)),
          [],
          `${name} is given what ${of} does not know`,
        );
        assert.deepEqual(
          wanted.filter((one) => one.required && !given.includes(one.name)).map((one) => one.name),
          [],
          `${name} lacks what ${of} needs`,
        );
      }
    });

    test('outputs of modules that are used exist', () => {
      const modules = new Map(declared.flatMap(({ kind, name, of }) => (kind === 'module' && of ? [[name, of]] : [])));
      for (const [, name = '', output] of read(file).matchAll(/\b(\w+)\.outputs\.(\w+)/g)) {
        const module = modules.get(name);
        assert.ok(module, `${name} is no module`);
        const outputs = declarations(parse(read(path.join(path.dirname(file), module))));
        assert.ok(
          outputs.some((one) => one.kind === 'output' && one.name === output),
          `${module} has no output ${output}`,
        );
      }
    });

    test('secrets are parameters that deployments do not show', () => {
      for (const { kind, name, decorators } of declared) {
        if (kind === 'param' && /password|databaseUrl$/i.test(name)) assert.ok(decorators.includes('secure'), name);
        if (kind === 'output') assert.doesNotMatch(name, /password/i);
      }
    });
  });
}

for (const name of ['main', 'roles']) {
  test(`${name}.bicepparam gives what ${name}.bicep needs and nothing that it does not know`, () => {
    const source = read(`${name}.bicepparam`);
    assert.match(source, new RegExp(`^using '${name}\\.bicep'$`, 'm'));
    // The grammar has no parameter files; their assignments are expressions like those of variables.
    const given = declarations(parse(source.replace(/^using.*$/m, '').replaceAll(/^param /gm, 'var ')));
    const wanted = declarations(parse(read(`${name}.bicep`))).filter(({ kind }) => kind === 'param');
    const names = given.map((one) => one.name);
    assert.deepEqual(
      names.filter((name) => !wanted.some((one) => one.name === name)),
      [],
    );
    assert.deepEqual(
      wanted.filter((one) => one.required && !names.includes(one.name)).map((one) => one.name),
      [],
    );
  });
}

test('who deploys the bot needs no right to give rights: only roles.bicep does, and what it is made of', () => {
  const reached = (file: string): string[] => [
    file,
    ...declarations(parse(read(file))).flatMap(({ kind, of = '' }) =>
      kind === 'module' ? reached(path.join(path.dirname(file), of)) : [],
    ),
  ];
  const gives = (file: string) => read(file).includes("'Microsoft.Authorization/");
  assert.deepEqual(reached('main.bicep').filter(gives), []);
  assert.ok(reached('roles.bicep').some(gives));
});

test('azd registers the provider of every type that is made', () => {
  const [, told = ''] = /for provider in ([^;]*); do/.exec(read('azd/preprovision.sh')) ?? [];
  const named = told.replaceAll('\\\n', ' ').split(/\s+/).filter(Boolean);
  const made = bicepFiles().flatMap((file) =>
    [...read(file).matchAll(/^resource \w+ '(Microsoft\.\w+)\//gm)].map(([, provider = '']) => provider),
  );
  // Those of every subscription are registered for good; an environment of apps needs that of containers beside its own.
  const always = ['Microsoft.Authorization', 'Microsoft.Resources'];
  const wanted = new Set([...made, 'Microsoft.ContainerService'].filter((provider) => !always.includes(provider)));
  const vaults = ['Microsoft.RecoveryServices', 'Microsoft.KeyVault', 'Microsoft.Storage'];
  assert.deepEqual(named.toSorted(), [...wanted].filter((provider) => !vaults.includes(provider)).toSorted());
});

/** Names of what is declared; functions are called, and not among them. */
function namesIn(node: Node): string[] {
  if (node.type === 'identifier') return [node.text];
  const parts = childrenOf(node);
  if (node.type === 'object_property') {
    const [key, value] = parts;
    return [...(key?.type === 'string' ? namesIn(key) : []), ...(value ? namesIn(value) : [])];
  }
  if (node.type === 'call_expression') return parts.slice(1).flatMap(namesIn);
  if (node.type === 'decorators' || node.type === 'type') return [];
  return parts.flatMap(namesIn);
}

function loopNames(node: Node): string[] {
  const own =
    node.type === 'for_statement' || node.type === 'lambda_expression' ? childrenOf(node)[0]?.text : undefined;
  return [...(own ? [own] : []), ...childrenOf(node).flatMap(loopNames)];
}

test('files that Bicep reads exist', () => {
  for (const file of bicepFiles()) {
    for (const call of read(file).matchAll(/load(?:Json|Text)Content\(('[^']+')\)/g)) {
      const target = path.join(infra, path.dirname(file), (call[1] ?? '').slice(1, -1));
      assert.ok(existsSync(target), `${file} reads ${target}`);
    }
  }
});
