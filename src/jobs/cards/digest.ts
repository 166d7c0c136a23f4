import { formatDate, formatMoment, wallClock } from '../../i18n/dates.ts';
import { failureParts } from '../../i18n/failure-text.ts';
import { clip, plain, shown, withRoom } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import { postureText } from '../../protection/cards/vault-posture.ts';
import type { WeakerVault } from '../../protection/inspect-posture.ts';
import { render } from '../../ui/render.ts';
import type { Night } from '../rules/digest.ts';

/** The digest: what people need to know each morning. Machine lists are complete; the card shortens them. */
export type DigestCard = {
  now: Date;
  vaults: readonly string[];
  failed: readonly string[];
  /** Age of the newest recovery point, in hours, from which a machine is `stale`. */
  hours: number;
  /** Deleted backups, and when Azure purges each, if it says so. */
  deleted: readonly { vm: string; until?: Date }[];
  /** No longer backed up, though the machine exists and is not on hold. */
  stopped: readonly string[];
  stale: readonly string[];
  /** Protected, and not backed up yet. */
  waiting: readonly string[];
  /** Encrypted machines that no vault protects. */
  unprotected: readonly string[];
  /** Number of copies made by restores, which no vault protects. */
  copies: number;
  /** Machines whose keys can no longer be read. */
  keys: readonly string[];
  worse: readonly { vm: string; text: Failure }[];
  /** Number of machines checked in the last 24 hours. */
  checked: number;
  /** Vaults with weaker protection than before. */
  weaker: readonly WeakerVault[];
  /** Whether people of other organisations read it. */
  shared: boolean;
  /** Protected machines: proven by a restore in the last `days`, and those whose last drill failed. */
  drills: { days: number; machines: number; proven: number; failed: readonly string[] };
  /**
   * Machines by readiness for the loss of their region: lacking something there, unknown, and worse since yesterday.
   */
  regions: Record<'lacking' | 'unknown' | 'worse', readonly string[]>;
  /** Number of machines that still use Azure Disk Encryption. */
  ade: number;
  /** Machines whose backup failed, the oldest night first. */
  perNight: readonly Night[];
  /** Number of lists that could not be read. */
  unread: number;
  nonce: string;
};

const maxNames = 8;
/**
 * Bytes of all rows of machines, what a row takes beside its names, of names without one, and of what a locked phone
 * shows. A card is at most 25 KB.
 */
const room = { rows: 10_000, around: 450, names: 250, text: 270 };
const maxTapped = 5;
/** A heading with its machines, one row each. */
type Group = { text: string; machines: readonly { name: string; title: string }[]; more: string; hasMore: boolean };
const maxWorse = 5;
/** One policy change can weaken every vault in one night. */
const maxWeaker = 8;

/** Verb: open-vm (on each machine). */
export function digestCard(data: DigestCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const { perNight } = data;
  return render(
    'digest',
    {
      nonce: data.nonce,
      heading: t('cards.digest.heading', { when: formatMoment(data.now, reader, data.now) }),
      vaults: t('cards.digest.vaults', { names: listed(data.vaults, reader) }),
      style: isQuiet(data) ? 'good' : 'warning',
      title: t('cards.digest.chart'),
      nights: perNight.map(({ date, count }) => ({ x: dayName(date, reader), y: count })),
      hasChart: perNight.some(({ count }) => count > 0),
      trend: trendText(data, reader),
      groups: groupsOf(data, reader),
      // The first line of the card has the counts.
      rows: [...unreadRow(data, reader), ...rowsOf(data, reader)].map((text) => ({ text })),
    },
    reader,
  );
}

/** As many counts as a locked phone shows, and how many more there are. */
export function digestText(data: DigestCard, reader: Reader): string {
  const { t } = texts(reader.language);
  if (isQuiet(data)) return t('cards.digest.quiet');
  const trend = trendText(data, reader);
  const counts = data.failed.length > 0 ? countsOf(data, reader, trend) : [...countsOf(data, reader), trend];
  const told = withRoom(counts, room.text, 1);
  const more = counts.length - told.length;
  return [...told, ...(more > 0 ? [t('doctor.rest', { count: more })] : [])].join(' ');
}

/** "6 failed last night; 0 to 2 a night in the 13 days before.": the chart in words. */
function trendText({ failed, perNight }: DigestCard, { language }: Reader): string {
  const before = perNight.slice(0, -1).map(({ count }) => count);
  const params = { last: failed.length, least: Math.min(...before), most: Math.max(...before), days: before.length };
  return texts(language).t(params.least === params.most ? 'cards.digest.trend-even' : 'cards.digest.trend', params);
}

/**
 * What is wrong, counted.
 * @param failures last night's failures in a sentence; without it, counted like the rest
 */
function countsOf(data: DigestCard, reader: Reader, failures?: string): string[] {
  const { t } = texts(reader.language);
  const { hours, deleted, stopped, failed, stale, waiting, unprotected, keys, weaker, drills, regions } = data;
  const machines = {
    deleted: deleted.length,
    stopped: stopped.length,
    failed: failed.length,
    stale: stale.length,
    waiting: waiting.length,
    unprotected: unprotected.length,
    keys: keys.length,
    drills: drills.failed.length,
  };
  const { lacking, unknown } = regions;
  const kind = lacking.length > 0 ? 'lacking' : 'unknown';
  const vaults = [...new Set(weaker.map(({ vault }) => vault))];
  return [
    ...Object.entries(machines).flatMap(([name, count]) => {
      if (count === 0) return [];
      if (name === 'failed' && failures !== undefined) return [failures];
      return [`${t(`cards.digest.row.${name as keyof typeof machines}`, { hours })} ${count}.`];
    }),
    ...(lacking.length + unknown.length > 0
      ? [
          `${t('cards.digest.row.regions')} ${t(`cards.digest.regions-${kind}-shared`, { count: regions[kind].length })}`,
        ]
      : []),
    ...unreadRow(data, reader),
    ...(vaults.length > 0 ? [t('cards.digest.weaker-vaults', { names: listed(vaults, reader) })] : []),
  ];
}

function unreadRow({ unread }: DigestCard, { language }: Reader): string[] {
  return unread > 0 ? [texts(language).t('cards.digest.count.unread', { count: unread })] : [];
}

/** Whether all is well; an unread list is not known to be well. */
function isQuiet({ drills, regions, unread, ...data }: DigestCard): boolean {
  const { deleted, stopped, failed, stale, waiting, unprotected, keys, worse, weaker } = data;
  const machines: readonly (readonly unknown[])[] = [deleted, stopped, failed, stale, waiting, unprotected, keys];
  const others = [worse, weaker, drills.failed, regions.lacking, regions.unknown];
  return unread === 0 && [...machines, ...others].every((list) => list.length === 0);
}

/** What is wrong, each with the machines that it is wrong with. */
function groupsOf(data: DigestCard, reader: Reader): Group[] {
  const { t } = texts(reader.language);
  const { hours, failed, stopped, stale, waiting, unprotected, keys, drills } = data;
  const plainly = (names: readonly string[]) => names.map((name) => ({ name, title: shown(name, 80) }));
  const wrong = (
    [
      ['deleted', deletedOnes(data, reader), t('cards.digest.deleted-more')],
      ['stopped', plainly(stopped), t('cards.digest.stopped-more')],
      ['failed', plainly(failed), ''],
      ['stale', plainly(stale), ''],
      ['waiting', plainly(waiting), ''],
      ['unprotected', plainly(unprotected), ''],
      ['keys', plainly(keys), ''],
      ['drills', plainly(drills.failed), ''],
    ] as const
  ).filter(([, machines]) => machines.length > 0);
  // What failed, which people ask each morning, has twice the room of the others.
  const share = room.rows / (wrong.length + 1);
  return wrong.map(([name, machines, remedy]) => {
    const bytes = name === 'failed' ? 2 * share : share;
    const rows = withRoom(machines.slice(0, maxTapped), bytes, room.around);
    const more = machines.length - rows.length;
    const label = t(`cards.digest.row.${name}`, { hours });
    return {
      text: [`✗ **${label}** ${machines.length}`, remedy].filter((part) => part !== '').join('. '),
      machines: rows.map((one) => ({ ...one, name: clip(one.name, 80) })),
      more: moreOf(name, machines.slice(rows.length), reader),
      hasMore: more > 0,
    };
  });
}

/** Where the machines without a row stand; their names, if no list shows them. */
function moreOf(group: string, rest: Group['machines'], reader: Reader): string {
  const { t } = texts(reader.language);
  if (group === 'failed') return t('cards.status.more-failed', { count: rest.length });
  if (['deleted', 'stopped', 'waiting', 'unprotected'].includes(group))
    return t('cards.digest.more', { count: rest.length });
  const names = withRoom(
    rest.map(({ name }) => shown(name, 80)),
    room.names,
    2,
  );
  const more = rest.length - names.length;
  return more > 0 ? t('cards.digest.and-more', { names: names.join(', '), more }) : names.join(', ');
}

/** The earliest purge first. */
function deletedOnes({ deleted }: DigestCard, reader: Reader): { name: string; title: string }[] {
  const { t } = texts(reader.language);
  const end = ({ until }: DigestCard['deleted'][number]) => until?.getTime() ?? Number.POSITIVE_INFINITY;
  return deleted
    .toSorted((one, other) => (end(one) < end(other) ? -1 : Number(end(one) > end(other))))
    .map(({ vm: name, until }) => ({
      name,
      title: until
        ? t('cards.digest.deleted-until', { vm: shown(name, 80), when: formatDate(until, reader) })
        : shown(name, 80),
    }));
}

function rowsOf(data: DigestCard, reader: Reader): string[] {
  const { t } = texts(reader.language);
  const { checked, copies, ade } = data;
  const worse = data.worse.slice(0, maxWorse).map(({ vm, text }) => {
    const { message, remedy } = failureParts(texts(reader.language), text);
    return `↓ **${shown(vm, 80)}**: ${[message, remedy].filter(Boolean).join(' ')}`;
  });
  const { days, proven, machines } = data.drills;
  return [
    ...data.weaker.slice(0, maxWeaker).map((one) => weakerLine(one, data, reader)),
    ...weakerRest(data.weaker.slice(maxWeaker), reader),
    ...regionRow(data, reader),
    checked === 0 ? t('cards.digest.no-checks') : t('cards.digest.worse', { count: data.worse.length, checked }),
    ...worse,
    ...(copies > 0 ? [t('cards.digest.copies', { count: copies })] : []),
    t('cards.digest.proven', { days, proven, machines }),
    ...(ade > 0 ? [t('cards.digest.ade', { count: ade })] : []),
  ];
}

/** One line; none if all is well. */
function regionRow({ regions, shared }: DigestCard, reader: Reader): string[] {
  const { t } = texts(reader.language);
  const { lacking, unknown } = regions;
  const kinds = ['lacking', 'unknown', 'worse'] as const;
  if (lacking.length + unknown.length === 0) return [];
  // With outside readers the machines are left out; anyone entitled can ask for them.
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

/** The new state, the old one, and the caller in the activity log. */
function weakerLine({ vault, was, is, since, by }: WeakerVault, { now, shared }: DigestCard, reader: Reader): string {
  const { t } = texts(reader.language);
  const said = { vault: shown(vault, 80), command: plain(vault), since: formatMoment(since, reader, now) };
  if (shared) return t('cards.digest.weaker-shared', said);
  const who =
    by === undefined || by.length === 0
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

/** The number of further vaults, and the command for the first of them. */
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
  const first = named.slice(0, maxNames).join(', ');
  const more = named.length - maxNames;
  return more > 0 ? texts(reader.language).t('cards.digest.and-more', { names: first, more }) : first;
}

/** "24 Nov" */
function dayName(date: string, { language }: Reader): string {
  const { day, month } = wallClock(new Date(`${date}T12:00:00Z`), 'UTC', language);
  return `${day} ${month}`;
}
