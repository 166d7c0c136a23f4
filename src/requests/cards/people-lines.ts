import { formatTime } from '../../i18n/dates.ts';
import { failureParts, rightText } from '../../i18n/failure-text.ts';
import { shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import { nameOf } from '../../kernel/arm-id.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { Need } from '../../kernel/permissions.ts';

/**
 * People by name; others: how many have none here; more: there are some whom nobody can list.
 * holdsKeys: they hold the key rights that an approver must hold. Absent: they don't, or nobody can tell.
 */
export type NamedPeople = { names: readonly { name: string; holdsKeys?: true }[]; others: number; more: boolean };

/**
 * Whether somebody can decide, or why not. keys: where an approver must hold rights to keys that the requester lacks,
 * whether this person holds them, or the one that they lack.
 */
export type Standing = { keys?: 'held' | Need } | { refusal: Failure };

/** Who decides a request that is open. */
export type PeopleView = {
  deciders: NamedPeople;
  asked: readonly { name: string; at: Date }[];
  looking?: { name: string; until: Date };
};

/** Who can decide, and who of them holds the keys. */
export function decidersLine({ deciders }: PeopleView, reader: Reader): string {
  return texts(reader.language).t('approval.people.can', { people: namedText(deciders, reader) });
}

/** Who is looking, or else who was asked: while somebody looks, nobody is asked. */
export function askedLines({ asked, looking }: PeopleView, reader: Reader): string[] {
  const { t } = texts(reader.language);
  if (looking) {
    return [t('approval.people.looking', { name: shown(looking.name, 80), until: formatTime(looking.until, reader) })];
  }
  const names = asked.map(({ name, at }) =>
    t('approval.seen-by', { name: shown(name, 80), when: formatTime(at, reader) }),
  );
  return names.length > 0 ? [t('approval.people.asked', { people: names.join(', ') })] : [];
}

export function namedText({ names, others, more }: NamedPeople, reader: Reader): string {
  const { t } = texts(reader.language);
  const said = [
    ...names.map(({ name, holdsKeys }) => {
      const safe = shown(name, 80);
      return holdsKeys ? t('approval.people.with-keys', { name: safe }) : safe;
    }),
    ...(others > 0 ? [t('approval.people.others', { count: others })] : []),
    ...(more ? [t('approval.people.more')] : []),
  ];
  return said.length > 0 ? said.join(', ') : t('approval.people.nobody');
}

/** Their remedy is to look up who can decide, which stands beside these lines. */
const refusalsOfWho: ReadonlySet<string> = new Set([
  'not-an-approver',
  'requester-cannot-approve',
  'assignee-cannot-approve',
]);

/** Whether the reader can decide, or why not, and whether they hold the key rights that an approver must hold. */
export function standingLines(standing: Standing, reader: Reader): string[] {
  const { t } = texts(reader.language);
  if ('refusal' in standing) {
    const { message, remedy } = failureParts(texts(reader.language), standing.refusal);
    return [refusalsOfWho.has(standing.refusal.code) ? message : `${message} ${remedy}`.trim()];
  }
  const { keys } = standing;
  if (!keys) return [t('approval.people.you')];
  if (keys === 'held') return [t('approval.people.keys-held')];
  const right = rightText(reader.language, keys.action);
  return [t('approval.people.keys-lacking', { right, vault: shown(nameOf(keys.scope), 80) })];
}
