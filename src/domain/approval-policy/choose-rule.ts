import { DateTime } from 'luxon';
import type { Tri } from '../facts.ts';
import { matchesAction as matchesPattern } from '../permissions.ts';
import {
  type ApprovalPolicy,
  type Conditions,
  defaultRequirement,
  type Expiries,
  type Hours,
  type Requirement,
  type Rule,
  type Subject,
} from './policy.ts';

/**
 * What a request takes: the first rule that fits, else the default. Where a rule may or may not fit because the tags
 * are unknown, the strictest of all that may hold: a machine that was deleted does not escape its rule.
 */
export function requirementFor(policy: ApprovalPolicy, subject: Subject, expiries: Expiries): Requirement {
  const possible: Requirement[] = [];
  for (const rule of policy.rules) {
    const fits = ruleFits(rule.when, subject);
    if (fits === 'no') continue;
    possible.push(requirementOf(rule, subject));
    if (fits === 'yes') return strictest(possible);
  }
  return strictest([...possible, defaultRequirement(expiries)]);
}

export function ruleFits(when: Conditions, subject: Subject): Tri {
  const operations = subject.operation === 'replace' ? ['replace', 'restore'] : [subject.operation];
  const sure =
    someMatch(when.operations, operations) &&
    someMatch(when.vaults, [subject.vault]) &&
    someMatch(when.machines, [subject.machine]) &&
    someMatch(when.resourceGroups, [subject.resourceGroup]) &&
    (!when.hours || within(when.hours, subject.at));
  if (!sure) return 'no';
  const wanted = Object.entries(when.tags ?? {});
  if (wanted.length === 0) return 'yes';
  if (!subject.tags) return 'unknown';
  const tags = lowerKeys(subject.tags);
  return wanted.every(([name, pattern]) => matchesPattern(pattern, tags.get(name.toLowerCase()) ?? '\0'))
    ? 'yes'
    : 'no';
}

function someMatch(patterns: readonly string[] | undefined, names: readonly string[]): boolean {
  return !patterns || patterns.some((pattern) => names.some((name) => matchesPattern(pattern, name)));
}

/** A span past midnight belongs to the day on which it begins. */
export function within({ days, from, to, zone }: Hours, at: Date): boolean {
  const local = DateTime.fromJSDate(at, { zone });
  const minute = local.hour * 60 + local.minute;
  const on = (day: number) => !days || days.includes(day);
  if (from < to) return on(local.weekday) && minute >= from && minute < to;
  const yesterday = local.weekday === 1 ? 7 : local.weekday - 1;
  return (on(local.weekday) && minute >= from) || (on(yesterday) && minute < to);
}

function requirementOf(rule: Rule, { tags }: Subject): Requirement {
  const { when: _, chooseByTag, ...requirement } = rule;
  const chosen = chooseByTag && tags ? lowerKeys(tags).get(chooseByTag.toLowerCase()) : undefined;
  if (chosen === undefined) return requirement;
  const names = new Set(chosen.toLowerCase().split(/[\s,;]+/));
  const groups = rule.groups.filter(({ name }) => names.has(name.toLowerCase()));
  // A tag chooses among the groups; it can neither add one nor leave fewer of them than the rule wants votes of.
  const enough = groups.length > 0 && (!rule.oneVotePerGroup || groups.length >= rule.approvals);
  return enough ? { ...requirement, groups } : requirement;
}

function strictest(possible: readonly Requirement[]): Requirement {
  const [first, ...others] = possible;
  if (!first) throw new Error('no rule, not even the default');
  return others.reduce((strict, each) => (each.approvals > strict.approvals ? each : strict), first);
}

function lowerKeys(tags: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(tags).map(([name, value]) => [name.toLowerCase(), value]));
}
