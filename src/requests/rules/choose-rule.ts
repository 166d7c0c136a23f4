import canonicalize from 'canonicalize';
import { DateTime } from 'luxon';
import type { Tri } from '../../kernel/facts.ts';
import { matchesAction as matchesPattern } from '../../kernel/permissions.ts';
import {
  type ApprovalPolicy,
  type Conditions,
  defaultRequirement,
  type Expiries,
  type Hours,
  type Requirement,
  type Rule,
  type RuleRequirement,
  type RuleSubject,
} from './approval-policy.ts';

/**
 * The requirements for deciding a request: those of the first rule that fits, else the default's. If tags, or other
 * facts that a rule uses, are unknown, all rules that may fit must be satisfied, so that a deleted machine does not
 * escape its rule. Two rules cannot be ranked, as they may name different people.
 */
export function requirementFor(policy: ApprovalPolicy, subject: RuleSubject, expiries: Expiries): Requirement {
  return requirementForAll(policy, [subject], expiries);
}

/**
 * The requirements for deciding a request about several machines: those of each machine, so that none escapes its rule.
 */
export function requirementForAll(
  policy: ApprovalPolicy,
  subjects: readonly RuleSubject[],
  expiries: Expiries,
): Requirement {
  const rules = subjects.flatMap((subject) => possibleRules(policy, subject, expiries));
  return together([...new Map(rules.map((rule) => [canonicalize(rule), rule])).values()]);
}

function possibleRules(policy: ApprovalPolicy, subject: RuleSubject, expiries: Expiries): RuleRequirement[] {
  const possible: RuleRequirement[] = [];
  for (const rule of policy.rules) {
    const fits = ruleFits(rule.when, subject);
    if (fits === 'no') continue;
    possible.push(requirementOf(rule, subject));
    if (fits === 'yes') return possible;
  }
  return [...possible, defaultRequirement(expiries)];
}

export function ruleFits(when: Conditions, subject: RuleSubject): Tri {
  const operations = subject.operation === 'replace' ? ['replace', 'restore'] : [subject.operation];
  const sure =
    someMatch(when.operations, operations) &&
    someMatch(when.vaults, [subject.vault]) &&
    someMatch(when.machines, [subject.machine]) &&
    someMatch(when.resourceGroups, [subject.resourceGroup]) &&
    (!when.hours || isWithinHours(when.hours, subject.at));
  if (!sure) return 'no';
  return [tagsFit(when, subject), readersFit(when, subject), pointFits(when, subject)].reduce(both);
}

function tagsFit({ tags: wanted = {} }: Conditions, subject: RuleSubject): Tri {
  if (Object.keys(wanted).length === 0) return 'yes';
  if (!subject.tags) return 'unknown';
  const tags = lowerKeys(subject.tags);
  const fits = ([name, pattern]: [string, string]) => {
    const value = tags.get(name.toLowerCase());
    return value !== undefined && matchesPattern(pattern, value);
  };
  return Object.entries(wanted).every(fits) ? 'yes' : 'no';
}

function readersFit({ moreReadersThan: limit }: Conditions, { copy }: RuleSubject): Tri {
  if (limit === undefined) return 'yes';
  if (copy === undefined) return 'no';
  if (copy === 'unknown') return 'unknown';
  const { least, most } = copy.readers;
  return least > limit ? 'yes' : most > limit ? 'unknown' : 'no';
}

function pointFits({ point: wanted }: Conditions, { copy }: RuleSubject): Tri {
  if (wanted === undefined) return 'yes';
  if (copy === undefined) return 'no';
  if (copy === 'unknown') return 'unknown';
  return wanted.includes(copy.point) ? 'yes' : 'no';
}

function both(one: Tri, other: Tri): Tri {
  if (one === 'no' || other === 'no') return 'no';
  return one === 'yes' ? other : 'unknown';
}

function someMatch(patterns: readonly string[] | undefined, names: readonly string[]): boolean {
  return !patterns || patterns.some((pattern) => names.some((name) => matchesPattern(pattern, name)));
}

/** Whether a moment lies within these hours. A span past midnight belongs to the day on which it begins. */
export function isWithinHours({ days, from, to, timeZone }: Hours, at: Date): boolean {
  const local = DateTime.fromJSDate(at, { zone: timeZone });
  const minute = local.hour * 60 + local.minute;
  const on = (day: number) => !days || days.includes(day);
  if (from < to) return on(local.weekday) && minute >= from && minute < to;
  const yesterday = local.weekday === 1 ? 7 : local.weekday - 1;
  return (on(local.weekday) && minute >= from) || (on(yesterday) && minute < to);
}

function requirementOf(rule: Rule, { tags }: RuleSubject): RuleRequirement {
  const { when: _, chooseByTag, ...requirement } = rule;
  // Every group must agree, so whichever the tag named has.
  if (chooseByTag && !tags && rule.oneVotePerGroup) return { ...requirement, approvals: rule.groups.length };
  const chosen = chooseByTag && tags ? lowerKeys(tags).get(chooseByTag.toLowerCase()) : undefined;
  if (chosen === undefined) return requirement;
  const names = new Set(chosen.toLowerCase().split(/[\s,;]+/));
  const groups = rule.groups.filter(({ name }) => names.has(name.toLowerCase()));
  // A tag chooses among the groups; it can neither add one nor leave fewer of them than the rule wants votes of.
  const enough = groups.length > 0 && (!rule.oneVotePerGroup || groups.length >= rule.approvals);
  return enough ? { ...requirement, groups } : requirement;
}

function together(rules: readonly RuleRequirement[]): Requirement {
  const [first, ...others] = rules;
  if (!first) throw new Error('no rule, not even the default');
  if (others.length === 0) return first;
  const decideMinutes = Math.min(...rules.map((rule) => rule.decideMinutes));
  return {
    rule: rules.map(({ rule }) => rule).join(', '),
    approvals: Math.max(...rules.map(({ approvals }) => approvals)),
    denials: Math.min(...rules.map(({ denials }) => denials)),
    oneVotePerGroup: false,
    groups: [...new Map(rules.flatMap(({ groups }) => groups).map((group) => [group.name, group])).values()],
    decideMinutes,
    beginMinutes: Math.min(...rules.map(({ beginMinutes }) => beginMinutes)),
    all: rules,
  };
}

function lowerKeys(tags: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(tags).map(([name, value]) => [name.toLowerCase(), value]));
}
