import { formatDate, formatMoment, wallClock } from '../../i18n/dates.ts';
import { failureParts } from '../../i18n/failure-text.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import { postureText } from '../../protection/cards/vault-posture.ts';
import type { WeakerVault } from '../../protection/look-at-posture.ts';
import { barPicture } from '../../ui/bars.ts';
import { render } from '../../ui/render.ts';
import { shown } from '../../ui/truncate.ts';
import type { Day } from '../rules/digest.ts';

/** What a morning needs to know; names of machines, all of them. */
export type DigestCard = {
  now: Date;
  vaults: readonly string[];
  failed: readonly string[];
  /** Without a recovery point for so long. */
  hours: number;
  /** Backups that somebody deleted, and when each is gone for good as far as Azure says. */
  deleted: readonly { vm: string; until?: Date }[];
  /** Backed up no more, though the machine is there and nobody holds its points. */
  stopped: readonly string[];
  stale: readonly string[];
  /** Encrypted, and no vault protects it. */
  unprotected: readonly string[];
  /** Keys that can no longer be read. */
  keys: readonly string[];
  worse: readonly { vm: string; text: Failure }[];
  /** Machines that were checked in the last 24 hours. */
  checked: number;
  /** Vaults that are less protected than they were. */
  weaker: readonly WeakerVault[];
  /** People of other organisations read it. */
  shared: boolean;
  /** Of the machines that a vault protects: restored well in so many days, and those whose last drill failed. */
  drills: { days: number; machines: number; proven: number; failed: readonly string[] };
  /** If their region were lost: what lacks something there, of what nobody knows, and what got worse since yesterday. */
  regions: Record<'lacking' | 'unknown' | 'worse', readonly string[]>;
  /** Still with Azure Disk Encryption. */
  ade: number;
  /** Failed backups, oldest day first. */
  perDay: readonly Day[];
  /** Lists that could not be read. */
  unread: number;
};

const mostNames = 8;
const mostWorse = 5;
/** A policy that changes may weaken every vault in one night. */
const mostWeaker = 8;

export function digestCard(data: DigestCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const { perDay } = data;
  return render(
    'digest',
    {
      heading: t('cards.digest.heading', { when: formatMoment(data.now, reader, data.now) }),
      vaults: t('cards.digest.vaults', { names: listed(data.vaults, reader) }),
      style: isQuiet(data) ? 'good' : 'warning',
      summary: digestText(data, reader),
      rows: rowsOf(data, reader),
      title: t('cards.digest.chart'),
      xTitle: t('cards.digest.day'),
      yTitle: t('cards.digest.failed-backups'),
      days: perDay.map(({ date, count }) => ({ x: dayName(date, reader), y: count })),
      picture: barPicture(perDay.map(({ date, count }) => ({ label: Number(date.slice(-2)), count }))),
      chartText: t('cards.digest.chart-text', {
        days: perDay.map(({ date, count }) => `${dayName(date, reader)}: ${count}`).join(' · '),
      }),
      unread: data.unread > 0 ? t('cards.digest.unread', { count: data.unread }) : '',
      hasUnread: data.unread > 0,
    },
    reader,
  );
}

export function digestText(data: DigestCard, reader: Reader): string {
  const { t } = texts(reader.language);
  if (isQuiet(data)) return t('cards.digest.quiet');
  const counted = (name: string, { length: count }: readonly unknown[]) =>
    count > 0 ? t(`cards.digest.${name}`, { count }) : '';
  const weakerVaults = [...new Set(data.weaker.map(({ vault }) => vault))];
  return t('cards.digest.sentence', {
    deleted: counted('backups-deleted', data.deleted),
    stopped: counted('protection-stopped', data.stopped),
    failed: data.failed.length,
    stale: data.stale.length,
    other: data.unprotected.length + data.keys.length,
    weaker: data.weaker.length > 0 ? t('cards.digest.weaker-vaults', { names: listed(weakerVaults, reader) }) : '',
    drills: counted('drills-failed', data.drills.failed),
    regions: counted('regions-not-ready', data.regions.lacking) || counted('regions-not-known', data.regions.unknown),
  });
}

/** What could not be read is not known to be well. */
function isQuiet({ drills, regions, unread, ...data }: DigestCard): boolean {
  const { deleted, stopped, failed, stale, unprotected, keys, worse, weaker } = data;
  const machines: readonly (readonly unknown[])[] = [deleted, stopped, failed, stale, unprotected, keys, worse, weaker];
  return (
    unread === 0 && [...machines, drills.failed, regions.lacking, regions.unknown].every((list) => list.length === 0)
  );
}

function rowsOf(data: DigestCard, reader: Reader): { text: string }[] {
  const { t } = texts(reader.language);
  const row = (name: string, names: readonly string[], params = {}) => {
    const label = t(`cards.digest.row.${name}`, params);
    return names.length === 0
      ? `✓ **${label}** ${t('cards.digest.none')}`
      : `✗ **${label}** ${names.length}: ${listed(names, reader)}`;
  };
  // Keys are read by checks, which take a day for all machines: nothing found is no more than what was looked at.
  const keys = () => {
    if (data.keys.length > 0) return row('keys', data.keys);
    const label = t('cards.digest.row.keys');
    return data.checked === 0
      ? `– **${label}** ${t('cards.digest.not-checked')}`
      : `✓ **${label}** ${t('cards.digest.none-checked', { checked: data.checked })}`;
  };
  const worse = data.worse.slice(0, mostWorse).map(({ vm, text }) => {
    const { message, remedy } = failureParts(texts(reader.language), text);
    return `↓ **${shown(vm, 80)}**: ${[message, remedy].filter(Boolean).join(' ')}`;
  });
  const { days, proven, machines, failed } = data.drills;
  return [
    ...data.weaker.slice(0, mostWeaker).map((one) => weakerLine(one, data, reader)),
    ...weakerRest(data.weaker.slice(mostWeaker), reader),
    ...deletedRow(data, reader),
    ...(data.stopped.length > 0 ? [`${row('stopped', data.stopped)}. ${t('cards.digest.stopped-more')}`] : []),
    row('failed', data.failed),
    row('stale', data.stale, { hours: data.hours }),
    row('unprotected', data.unprotected),
    keys(),
    data.checked === 0
      ? t('cards.digest.no-checks')
      : t('cards.digest.worse', { count: data.worse.length, checked: data.checked }),
    ...worse,
    ...(failed.length > 0 ? [row('drills', failed)] : []),
    ...regionRow(data, reader),
    t('cards.digest.proven', { days, proven, machines }),
    data.ade === 0 ? t('cards.digest.ade-none') : t('cards.digest.ade', { count: data.ade }),
  ].map((text) => ({ text }));
}

/** Those first that are gone first. */
function deletedRow({ deleted }: DigestCard, reader: Reader): string[] {
  if (deleted.length === 0) return [];
  const { t } = texts(reader.language);
  const end = ({ until }: DigestCard['deleted'][number]) => until?.getTime() ?? Number.POSITIVE_INFINITY;
  const named = deleted
    .toSorted((one, other) => (end(one) < end(other) ? -1 : Number(end(one) > end(other))))
    .map(({ vm, until }) =>
      until ? t('cards.digest.deleted-until', { vm: shown(vm, 80), when: formatDate(until, reader) }) : shown(vm, 80),
    );
  const label = `✗ **${t('cards.digest.row.deleted')}** ${deleted.length}:`;
  return [`${label} ${withMore(named, reader)}. ${t('cards.digest.deleted-more')}`];
}

/** One line, and none where all is well. */
function regionRow({ regions, shared }: DigestCard, reader: Reader): string[] {
  const { t } = texts(reader.language);
  const { lacking, unknown } = regions;
  const kinds = ['lacking', 'unknown', 'worse'] as const;
  if (lacking.length + unknown.length === 0) return [];
  // Where outsiders read along, which machines these are is for who asks.
  const said = (kind: (typeof kinds)[number]) =>
    t(`cards.digest.regions-${kind}${shared ? '-shared' : ''}`, {
      count: regions[kind].length,
      names: shared ? '' : listed(regions[kind], reader),
    });
  return [
    [
      `${lacking.length > 0 ? '✗' : '?'} **${t('cards.digest.row.regions')}**`,
      ...kinds.filter((kind) => regions[kind].length > 0).map(said),
      t('cards.digest.regions-more'),
    ].join(' '),
  ];
}

/** What stands now, what stood before, and who did it as the activity log has it. */
function weakerLine({ vault, was, is, since, by }: WeakerVault, { now, shared }: DigestCard, reader: Reader): string {
  const { t } = texts(reader.language);
  const said = { vault: shown(vault, 80), command: plain(vault), since: formatMoment(since, reader, now) };
  if (shared) return t('cards.digest.weaker-shared', said);
  const who =
    by === undefined
      ? t('cards.digest.by-unread')
      : by.length === 0
        ? t('cards.digest.by-nobody')
        : t('cards.digest.by', {
            who: by
              .slice(0, 3)
              .map((name) => shown(name, 80))
              .join(', '),
          });
  return t('cards.digest.weaker', {
    ...said,
    is: postureText(is, reader),
    was: postureText(was, reader),
    who,
  });
}

/** How many more there are, and what to type for the first of them. */
function weakerRest(rest: readonly WeakerVault[], { language }: Reader): string[] {
  const [next] = rest;
  if (!next) return [];
  return [texts(language).t('cards.digest.weaker-rest', { count: rest.length, command: plain(next.vault) })];
}

function listed(names: readonly string[], reader: Reader): string {
  return withMore(
    names.map((name) => shown(name, 80)),
    reader,
  );
}

/** @param named each as the card shows it */
function withMore(named: readonly string[], reader: Reader): string {
  const first = named.slice(0, mostNames).join(', ');
  const more = named.length - mostNames;
  return more > 0 ? texts(reader.language).t('cards.digest.and-more', { names: first, more }) : first;
}

/** "24 Nov" */
function dayName(date: string, { language }: Reader): string {
  const { day, month } = wallClock(new Date(`${date}T12:00:00Z`), 'UTC', language);
  return `${day} ${month}`;
}
