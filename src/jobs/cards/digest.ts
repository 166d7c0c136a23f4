import { formatDate, formatMoment, wallClock } from '../../i18n/dates.ts';
import { failureParts } from '../../i18n/failure-text.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import { postureText } from '../../protection/cards/vault-posture.ts';
import type { WeakerVault } from '../../protection/inspect-posture.ts';
import { barPicture } from '../../ui/bars.ts';
import { render } from '../../ui/render.ts';
import { shown } from '../../ui/truncate.ts';
import type { Day } from '../rules/digest.ts';

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
  /** Encrypted machines that no vault protects. */
  unprotected: readonly string[];
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
  /** Failed backups per day, oldest day first. */
  perDay: readonly Day[];
  /** Number of lists that could not be read. */
  unread: number;
};

const maxNames = 8;
const maxWorse = 5;
/** One policy change can weaken every vault in one night. */
const maxWeaker = 8;

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

/** Whether all is well; an unread list is not known to be well. */
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
  // Checks take a day to cover all machines, so "nothing found" only covers what was checked.
  const keys = () => {
    if (data.keys.length > 0) return row('keys', data.keys);
    const label = t('cards.digest.row.keys');
    return data.checked === 0
      ? `– **${label}** ${t('cards.digest.not-checked')}`
      : `✓ **${label}** ${t('cards.digest.none-checked', { checked: data.checked })}`;
  };
  const worse = data.worse.slice(0, maxWorse).map(({ vm, text }) => {
    const { message, remedy } = failureParts(texts(reader.language), text);
    return `↓ **${shown(vm, 80)}**: ${[message, remedy].filter(Boolean).join(' ')}`;
  });
  const { days, proven, machines, failed } = data.drills;
  return [
    ...data.weaker.slice(0, maxWeaker).map((one) => weakerLine(one, data, reader)),
    ...weakerRest(data.weaker.slice(maxWeaker), reader),
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

/** The earliest purge first. */
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
