import { IANAZone } from 'luxon';
import { parseDocument } from 'yaml';
import { z } from 'zod/v4';
import { isOutsideUrl, outsideUrlWanted } from '../../kernel/outside-url.ts';
import { matchesAction as matchesPattern } from '../../kernel/permissions.ts';
import { onCallSource } from '../../store/rules/decision.ts';
import {
  type ApprovalPolicy,
  type ApproverGroup,
  defaultRule,
  type Expiries,
  holders,
  holdersName,
  noOperation,
  ticketMistake,
} from './approval-policy.ts';
import { onCallName } from './on-call.ts';

export type ParsedPolicy =
  | {
      kind: 'policy';
      policy: ApprovalPolicy;
      /** Things that are allowed and can be got round. */
      warnings: string[];
    }
  /** Each with its place and its remedy, in English: whoever mends the file reads the program's own log. */
  | { kind: 'mistakes'; mistakes: string[] };

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/**
 * States that a rule may ask for. "No threat known" is left out, as a rule must not ask for less on the strength of
 * that.
 */
const points = ['suspicious', 'unknown'] as const;
const objectId = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'expected an Entra object id, which is a GUID')
  .transform((id) => id.toLowerCase());
const names = z.array(z.string().min(1)).min(1, 'name at least one, or leave the line out');
const minutes = z.number().int().min(1);
const pattern = z.string().superRefine((text, context) => {
  const message = ticketMistake(text);
  if (message) context.addIssue({ code: 'custom', message });
});
const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "expected a time such as '18:00', in quotes")
  .transform((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));

/** Those who may count at all, by what the source calls them; a list if it calls them by their object ids. */
const onCallPeople = z.union(
  [
    z.array(objectId).transform((ids) => Object.fromEntries(ids.map((id) => [id, id]))),
    z
      .record(z.string().min(1), objectId)
      .transform((map) => Object.fromEntries(Object.entries(map).map(([name, id]) => [name.toLowerCase(), id]))),
  ],
  'expected object ids, which are GUIDs, in a list or by e-mail address or id of the service',
);

const onCall = z.looseObject({ people: onCallPeople.optional() }).transform(({ people, ...source }, context) => {
  const { data } = onCallSource.safeParse(source);
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (!data) {
    return refuse('expected one of pagerduty, jsm, shifts and https with its lines, as docs/approval-policy.md shows');
  }
  // ONCALL_KEY is sent there.
  if ('https' in data && !isOutsideUrl(data.https.url)) return refuse(`https.url: ${outsideUrlWanted}`);
  // A display name is no proof: anybody may take one.
  if (!people && ('pagerduty' in data || 'jsm' in data)) {
    return refuse('people: name by e-mail address or id of that service whose object id is whose');
  }
  return { source: data, ...(people && { people }) };
});

const group = z
  .strictObject({
    holders: z.literal(true).optional(),
    entra: z.array(objectId).optional(),
    people: z.array(objectId).optional(),
    oncall: onCall.optional(),
  })
  .refine(
    ({ holders: held, entra = [], people = [], oncall }) => held || oncall || entra.length + people.length > 0,
    'nobody is in it: give `entra`, `people`, `oncall` or `holders: true`',
  );

const timeZone = z
  .string()
  .refine((zone) => IANAZone.isValidZone(zone), 'expected an IANA time zone such as Europe/Amsterdam');

const conditions = z.strictObject({
  operations: names.optional(),
  vaults: names.optional(),
  machines: names.optional(),
  resourceGroups: names.optional(),
  tags: z.record(z.string(), z.string()).optional(),
  point: z
    .union([z.enum(points).transform((one) => [one]), z.array(z.enum(points)).min(1)], {
      error: `expected one or several of ${points.join(', ')}`,
    })
    .optional(),
  moreReadersThan: z.number().int().min(0).optional(),
  hours: z
    .strictObject({
      days: z.array(z.enum(days)).min(1).optional(),
      from: clockTime,
      to: clockTime,
      timeZone: timeZone.optional(),
      /** Former name of `timeZone`, from when a zone could not yet be mistaken for one of Azure's. */
      zone: timeZone.optional(),
    })
    .refine(({ timeZone, zone }) => (timeZone === undefined) !== (zone === undefined), {
      path: ['timeZone'],
      message: 'expected one IANA time zone such as Europe/Amsterdam',
    })
    .transform(({ zone, timeZone = zone, ...span }) => ({ ...span, timeZone }))
    .optional(),
});

const rule = z.strictObject({
  name: z.string().min(1).max(60),
  when: conditions.default({}),
  who: names.default([holdersName]),
  chooseByTag: z.string().min(1).optional(),
  approvals: z.number().int().min(1).max(10).default(1),
  denials: z.number().int().min(1).max(10).default(1),
  ticket: pattern.optional(),
  decideMinutes: minutes.optional(),
  beginMinutes: minutes.optional(),
  next: z.strictObject({ afterMinutes: minutes, group: z.string().min(1) }).optional(),
});

const file = z.strictObject({
  groups: z.record(z.string(), group).default({}),
  rules: z.array(rule).default([]),
  breakGlass: z
    .strictObject({ group: z.string().min(1), ticket: pattern.optional(), reviewers: names.optional() })
    .optional(),
});

type File = z.infer<typeof file>;

/** Names in a file with other mistakes, as far as they can be read, so that wrong names are reported at once too. */
const namesOfFile = z
  .object({
    groups: z.record(z.string(), z.unknown()).catch({}),
    rules: z
      .array(
        z
          .object({
            name: z.string().catch('?'),
            when: z.object({ operations: z.array(z.string()).catch([]) }).catch({ operations: [] }),
            who: z.array(z.string()).catch([]),
            next: z.object({ group: z.string() }).optional().catch(undefined),
          })
          .catch({ name: '?', when: { operations: [] }, who: [] }),
      )
      .catch([]),
    breakGlass: z
      .object({ group: z.string(), reviewers: z.array(z.string()).optional().catch(undefined) })
      .optional()
      .catch(undefined),
  })
  .catch({ groups: {}, rules: [] });

/** Facts against which a policy is checked. */
export type PolicyTerms = {
  /** Expiries of rules that give none. */
  expiries: Expiries;
  /** Operations that a rule may name: all that somebody has to approve. */
  operations: readonly string[];
};

/** Longest file: enough for thousands of people by name. Each mistake names what is possible instead. */
const mostCharacters = 250_000;

/** Reads docs/approval-policy.md's YAML. */
export function parseApprovalPolicy(text: string, { expiries, operations }: PolicyTerms): ParsedPolicy {
  if (text.length > mostCharacters)
    return {
      kind: 'mistakes',
      mistakes: [`the file: it has more than ${mostCharacters} characters; name groups, not people`],
    };
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) {
    return { kind: 'mistakes', mistakes: document.errors.map(({ message }) => message.split('\n')[0] ?? message) };
  }
  let content: unknown;
  try {
    content = document.toJS();
  } catch (error) {
    // An alias without its anchor, or too many aliases, shows only now.
    return { kind: 'mistakes', mistakes: [error instanceof Error ? error.message : String(error)] };
  }
  const parsed = file.safeParse(content ?? {});
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map((issue) => `${formatPath(issue.path)}: ${issue.message}`);
    return { kind: 'mistakes', mistakes: [...mistakes, ...unknownNames(namesOfFile.parse(content), operations)] };
  }
  const mistakes = [...contradictions(parsed.data), ...unknownNames(parsed.data, operations)];
  return mistakes.length > 0
    ? { kind: 'mistakes', mistakes }
    : { kind: 'policy', policy: toPolicy(parsed.data, expiries), warnings: policyWarnings(parsed.data) };
}

type NamesOfRule = {
  name: string;
  when: { operations?: string[] | undefined };
  who: string[];
  next?: { group: string } | undefined;
};
type Names = Pick<z.infer<typeof namesOfFile>, 'groups' | 'breakGlass'> & { rules: NamesOfRule[] };

function unknownNames(file: Names, operations: readonly string[]): string[] {
  return [...unknownGroups(file), ...file.rules.flatMap((rule) => unknownOperations(rule, operations))];
}

function unknownOperations({ name, when }: NamesOfRule, operations: readonly string[]): string[] {
  return (when.operations ?? [])
    .filter((pattern) => !operations.some((operation) => matchesPattern(pattern, operation)))
    .map((pattern) => `rule ${name}, when.operations: ${noOperation(pattern, operations)}`);
}

function unknownGroups({ groups, rules, breakGlass }: Names): string[] {
  const known = new Set([holdersName, ...Object.keys(groups)]);
  const unknown = (place: string, wanted: readonly string[]) =>
    wanted
      .filter((name) => !known.has(name))
      .map((name) => `${place}: there is no group ${name}; add it under groups, or use ${[...known].join(', ')}`);
  return [
    ...rules.flatMap(({ name, who, next }) => [
      ...unknown(`rule ${name}, who`, who),
      ...(next ? unknown(`rule ${name}, next`, [next.group]) : []),
    ]),
    ...(breakGlass ? unknown('breakGlass', [breakGlass.group, ...(breakGlass.reviewers ?? [])]) : []),
  ];
}

/** Mistakes that no line makes by itself. */
function contradictions({ groups, rules, breakGlass }: File): string[] {
  // ONCALL_KEY is one key.
  const services = new Set(
    Object.values(groups).flatMap(({ oncall }) => {
      const service = oncall && onCallName(oncall.source).service;
      return service === undefined || service === 'shifts' ? [] : [service];
    }),
  );
  const seen = new Set<string>();
  return [
    // An empty file, perhaps cut off by a mount, would mean one vote by any holder.
    ...(rules.length === 0 ? ['rules: there is none; give at least one, or leave APPROVAL_POLICY out'] : []),
    ...(services.size > 1
      ? [`groups, oncall: ${[...services].join(' and ')} would be sent one key, ONCALL_KEY; use one of them`]
      : []),
    ...(holdersName in groups
      ? [`groups.${holdersName}: this name means who holds the action in Azure; choose another`]
      : []),
    ...rules.flatMap(({ name, who, approvals, next, decideMinutes }) => {
      const place = `rule ${name}`;
      const twice = seen.has(name) || name === defaultRule;
      seen.add(name);
      return [
        ...(twice ? [`${place}: the name is taken; every rule needs its own, and ${defaultRule} is built in`] : []),
        ...(new Set(who).size < who.length ? [`${place}, who: a group stands there twice; leave one out`] : []),
        ...(who.length > 1 && approvals > who.length
          ? [
              `${place}: ${approvals} approvals cannot come from ${who.length} groups with one vote each; add a group or want fewer`,
            ]
          : []),
        ...(next && who.includes(next.group)
          ? [`${place}, next: ${next.group} may decide from the start; name another`]
          : []),
        ...(next && decideMinutes && next.afterMinutes >= decideMinutes
          ? [
              `${place}, next: after ${next.afterMinutes} minutes the request has expired; choose fewer than ${decideMinutes}`,
            ]
          : []),
      ];
    }),
    ...(breakGlass && (breakGlass.group === holdersName || groups[breakGlass.group]?.holders)
      ? [
          `breakGlass: everyone who may ask holds the action, so that all of them could approve alone; name a small group of people instead of ${breakGlass.group}`,
        ]
      : []),
  ];
}

/** Warnings. Whoever asks for a restore can mostly write the machine's tags: set one, ask, and set it back. */
function policyWarnings({ groups, rules }: File): string[] {
  return [...scheduleWarnings(groups), ...tagWarnings(rules)];
}

/** Warnings about schedules: whoever may edit one chooses who decides, as far as the map lets them. */
function scheduleWarnings(groups: File['groups']): string[] {
  return Object.entries(groups).flatMap(([name, { oncall }]) => {
    if (!oncall) return [];
    const { service, schedule } = onCallName(oncall.source);
    const whom = oncall.people
      ? `among ${Object.keys(oncall.people).length} people`
      : 'anybody in your tenant, as no people are named';
    return [
      `group ${name}: whoever may edit ${service} ${schedule} chooses who decides, ${whom}; see docs/security.md`,
    ];
  });
}

function tagWarnings(rules: File['rules']): string[] {
  return rules.flatMap(({ name, when, chooseByTag }) => {
    const tags = Object.keys(when.tags ?? {});
    const remedy =
      'whoever may write the tags of a machine can choose so, and set them back; choose by vaults, machines or resourceGroups where that matters';
    return [
      ...(tags.length > 0 ? [`rule ${name}: it is chosen by the tag ${tags.join(', ')}: ${remedy}`] : []),
      ...(chooseByTag === undefined
        ? []
        : [`rule ${name}, chooseByTag: its groups are chosen by the tag ${chooseByTag}: ${remedy}`]),
    ];
  });
}

function toPolicy({ groups, rules, breakGlass }: File, expiries: Expiries): ApprovalPolicy {
  const toGroup = (name: string): ApproverGroup => {
    if (name === holdersName) return holders;
    const { holders: held = false, entra = [], people = [], oncall } = groups[name] ?? {};
    return { name, holders: held, entra, people, ...(oncall && { onCall: oncall }) };
  };
  return {
    rules: rules.map(({ name, when, who, next, ticket, chooseByTag, decideMinutes, beginMinutes, ...rest }) => {
      const { hours, ...others } = when;
      const dayNumbers = hours?.days?.map((day) => days.indexOf(day) + 1);
      return {
        rule: name,
        ...rest,
        ...(ticket !== undefined && { ticket }),
        ...(chooseByTag !== undefined && { chooseByTag }),
        decideMinutes: decideMinutes ?? expiries.decideMinutes,
        beginMinutes: beginMinutes ?? expiries.beginMinutes,
        oneVotePerGroup: who.length > 1,
        groups: who.map(toGroup),
        ...(next && { next: { afterMinutes: next.afterMinutes, group: toGroup(next.group) } }),
        when: {
          ...others,
          ...(hours && { hours: { ...hours, ...(dayNumbers && { days: dayNumbers }) } }),
        } as ApprovalPolicy['rules'][number]['when'],
      };
    }),
    ...(breakGlass && {
      breakGlass: {
        group: toGroup(breakGlass.group),
        ...(breakGlass.ticket !== undefined && { ticket: breakGlass.ticket }),
        ...(breakGlass.reviewers && { reviewers: breakGlass.reviewers.map(toGroup) }),
      },
    }),
  };
}

function formatPath(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the file' : path.map(String).join('.');
}
