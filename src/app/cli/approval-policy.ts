import { parseArgs } from 'node:util';
import { loadExpiries } from '../../kernel/config/config.ts';
import { loadPolicy, readPolicyFile } from '../../requests/policy-in-force.ts';
import { operationsOf } from '../../requests/request-kind.ts';
import {
  noOperation,
  type Requirement,
  type RuleRequirement,
  type RuleSubject,
  rulesOf,
} from '../../requests/rules/approval-policy.ts';
import { requirementFor } from '../../requests/rules/choose-rule.ts';
import type { ParsedPolicy } from '../../requests/rules/parse-policy.ts';
import { requestKinds } from '../request-kinds.ts';

const usage = `npm run policy -- check <file> [--json]
npm run policy -- explain <file> --operation restore --vault rsv-prod --vm sql-01 --resource-group rg-app [--tag tier=database]... [--readers 12] [--point suspicious|unknown|no-threat-known] [--at 2026-11-24T02:00Z] [--json]`;

/**
 * Checks an approval policy without starting the bot.
 * @returns what to print, and whether the file is free of mistakes
 * @throws Error with every mistake, or with the usage
 */
export function runPolicy(args: string[]): { said: string; sound: boolean } {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      operation: { type: 'string', default: 'restore' },
      vault: { type: 'string', default: '' },
      vm: { type: 'string', default: '' },
      'resource-group': { type: 'string', default: '' },
      tag: { type: 'string', multiple: true, default: [] },
      'tags-unknown': { type: 'boolean', default: false },
      readers: { type: 'string' },
      point: { type: 'string' },
      at: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [verb, file] = positionals;
  if (file === undefined || (verb !== 'check' && verb !== 'explain')) throw new Error(usage);
  const expiries = loadExpiries(process.env);
  const operations = operationsOf(requestKinds);
  const terms = { expiries, operations };
  if (verb === 'check' && values.json) return checkForPrograms(file, readPolicyFile(file, terms));
  const { policy, warnings } = loadPolicy(file, terms);
  if (verb === 'check') {
    const lines = [
      `${file}: ${policy.rules.length} ${policy.rules.length === 1 ? 'rule' : 'rules'}, no mistakes.`,
      ...warnings.map((each) => `warning: ${each}`),
    ];
    return { said: lines.join('\n'), sound: true };
  }
  if (!operations.includes(values.operation)) {
    throw new Error(`--operation: ${noOperation(values.operation, operations)}`);
  }
  const at = new Date(values.at ?? Date.now());
  if (Number.isNaN(at.getTime())) throw new Error(`--at: ${values.at} is no moment; write it like 2026-11-24T02:00Z`);
  const subject = {
    operation: values.operation,
    vault: values.vault,
    machine: values.vm,
    resourceGroup: values['resource-group'],
    ...(!values['tags-unknown'] && { tags: Object.fromEntries(values.tag.map(pairOf)) }),
    ...(['restore', 'replace'].includes(values.operation) && { copy: copyOf(values.readers, values.point) }),
    at,
  };
  const requirement = requirementFor(policy, subject, expiries);
  const said = values.json ? JSON.stringify(rulesOf(requirement), null, 2) : explain(requirement);
  return { said, sound: true };
}

/** Mistakes are part of the answer here: programs read them from the same output. */
function checkForPrograms(file: string, read: ParsedPolicy): { said: string; sound: boolean } {
  const found =
    read.kind === 'policy'
      ? { rules: read.policy.rules.length, mistakes: [], warnings: read.warnings }
      : { mistakes: read.mistakes };
  return { said: JSON.stringify({ file, ...found }, null, 2), sound: read.kind === 'policy' };
}

function pairOf(tag: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/.exec(tag) ?? [];
  if (name === undefined || value === undefined) throw new Error(`--tag: ${tag} is no name=value`);
  return [name, value];
}

/** With one of them missing the copy is only partly known; every rule that may apply is then named. */
function copyOf(readers: string | undefined, point: string | undefined): RuleSubject['copy'] {
  if (readers === undefined || point === undefined) return 'unknown';
  const count = Number(readers);
  if (!Number.isInteger(count) || count < 0) throw new Error(`--readers: ${readers} is no number of people`);
  if (point !== 'suspicious' && point !== 'unknown' && point !== 'no-threat-known') {
    throw new Error(`--point: ${point} is not suspicious, unknown or no-threat-known`);
  }
  return { readers: { least: count, most: count }, point };
}

function explain(requirement: Requirement): string {
  const rules = rulesOf(requirement);
  if (rules.length === 1) return rules.map(explainRule).join('');
  return ['What the rules go by is not all known, so that each of these must be met:', ...rules.map(explainRule)].join(
    '\n\n',
  );
}

function explainRule(requirement: RuleRequirement): string {
  const { rule, approvals, denials, oneVotePerGroup, groups, next, ticket } = requirement;
  const names = groups.map(({ name }) => name).join(', ');
  return [
    `rule:       ${rule}`,
    `approvals:  ${approvals}${oneVotePerGroup ? ', one vote a group' : ''}`,
    `from:       ${names}${next ? `; after ${next.afterMinutes} min also ${next.group.name}` : ''}`,
    `rejections: ${denials}`,
    `ticket:     ${ticket ?? 'none wanted'}`,
    `to decide:  ${requirement.decideMinutes} min, to begin: ${requirement.beginMinutes} min`,
  ].join('\n');
}

if (import.meta.main) {
  try {
    const { said, sound } = runPolicy(process.argv.slice(2));
    console.log(said);
    process.exitCode = sound ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
