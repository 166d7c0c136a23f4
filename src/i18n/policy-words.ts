import { Info } from 'luxon';
import {
  type MonthDays,
  monthNames,
  mostVmsPerPolicy,
  type PolicyBody,
  type PolicyFacts,
  type Weekday,
  weekdays,
} from '../kernel/backup-policy.ts';
import type { Reader } from '../kernel/chat.ts';
import type { Language } from '../kernel/languages.ts';
import { shownTimeZone } from '../kernel/time-zones.ts';
import { folders } from './folders.ts';
import { plain } from './plain.ts';
import { texts } from './texts.ts';

type AnyPolicy = Omit<PolicyBody, 'schedule'> & Pick<PolicyFacts, 'schedule'>;

/** "daily at 02:00 (Europe/Amsterdam), keeps 30 days, 12 weeks; snapshots 2 days; 14 VMs" */
export function policyLine(policy: PolicyFacts, reader: Reader): string {
  const { t } = texts(reader.language);
  return t('policy.words.line', {
    schedule: scheduleWords(policy, reader),
    kept: keptWords(policy, reader),
    snapshots: t('common.duration.days', { count: policy.snapshotDays }),
    machines: t('policy.words.machines', { count: policy.itemCount }),
  });
}

/** `policyLine` for a choice, which has little room and no Markdown. */
export function policyChoice(policy: PolicyFacts, reader: Reader): string {
  const crowded = policy.itemCount >= mostVmsPerPolicy ? `; ${crowdedWords(policy, reader)}` : '';
  return `${policy.name} (${scheduleWords(policy, reader)}, ${keptWords(policy, reader)}${crowded})`;
}

/** "112 VMs; Microsoft recommends 100 at most" */
export function crowdedWords({ itemCount }: Pick<PolicyFacts, 'itemCount'>, reader: Reader): string {
  const { t } = texts(reader.language);
  const machines = t('policy.words.machines', { count: itemCount });
  return t('policy.words.crowded', { machines, most: mostVmsPerPolicy });
}

/** Everything a policy does, one sentence each. */
export function policyDetails(policy: AnyPolicy, reader: Reader): string[] {
  const { t } = texts(reader.language);
  return [t('policy.details.schedule', { schedule: scheduleWords(policy, reader) }), ...keptDetails(policy, reader)];
}

/** Retention of a policy, one sentence each. */
export function keptDetails(policy: Pick<PolicyBody, 'retention' | 'snapshotDays'>, reader: Reader): string[] {
  const { t } = texts(reader.language);
  const { daily, weekly, monthly, yearly } = policy.retention;
  const days = (count: number) => t('common.duration.days', { count });
  return [
    ...(daily ? [t('policy.details.daily', { count: days(daily.count) })] : []),
    ...(weekly
      ? [
          t('policy.details.weekly', {
            days: dayNames(weekly.days, reader.language),
            count: t('policy.words.weeks', { count: weekly.count }),
          }),
        ]
      : []),
    ...(monthly
      ? [
          t('policy.details.monthly', {
            on: monthDays(monthly.on, reader),
            count: t('policy.words.months', { count: monthly.count }),
          }),
        ]
      : []),
    ...(yearly
      ? [
          t('policy.details.yearly', {
            months: joinWords(
              yearly.months.map((month) => monthName(month, reader.language)),
              reader.language,
            ),
            on: monthDays(yearly.on, reader),
            count: t('policy.words.years', { count: yearly.count }),
          }),
        ]
      : []),
    t('policy.details.snapshots', { count: days(policy.snapshotDays) }),
  ];
}

function scheduleWords({ schedule, timeZone }: AnyPolicy, reader: Reader): string {
  const { t } = texts(reader.language);
  const zone = plain(shownTimeZone(timeZone, reader.timeZone));
  switch (schedule.kind) {
    case 'daily':
      return t('policy.words.daily', { time: schedule.time, zone });
    case 'weekly':
      return t('policy.words.weekly', { days: dayNames(schedule.days, reader.language), time: schedule.time, zone });
    case 'hourly':
      return t('policy.words.hourly', {
        every: schedule.everyHours,
        time: schedule.from,
        hours: schedule.forHours,
        zone,
      });
    case 'unknown':
      return t('policy.words.unknown');
  }
}

function keptWords({ retention }: AnyPolicy, reader: Reader): string {
  const { t } = texts(reader.language);
  const { daily, weekly, monthly, yearly } = retention;
  const parts = [
    daily && t('common.duration.days', { count: daily.count }),
    weekly && t('policy.words.weeks', { count: weekly.count }),
    monthly && t('policy.words.months', { count: monthly.count }),
    yearly && t('policy.words.years', { count: yearly.count }),
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(', ') : t('policy.words.nothing');
}

/** "the first and third Sunday", "day 1, 15 and the last day" */
function monthDays(on: MonthDays, { language }: Reader): string {
  const { t } = texts(language);
  if (on.by === 'weekday') {
    const weeks = joinWords(
      on.weeks.map((week) => t(`policy.details.week.${week}`)),
      language,
    );
    return t('policy.details.weekday', { weeks, days: dayNames(on.days, language) });
  }
  const dates = on.dates.length > 0 ? [t('policy.details.dates', { dates: on.dates.join(', ') })] : [];
  return joinWords([...dates, ...(on.last ? [t('policy.details.last-day')] : [])], language);
}

export function weekdayName(day: Weekday, language: Language): string {
  return Info.weekdays('long', { locale: folders[language].locale })[weekdays.indexOf(day)] ?? day;
}

export function monthName(month: (typeof monthNames)[number], language: Language): string {
  return Info.months('long', { locale: folders[language].locale })[monthNames.indexOf(month)] ?? month;
}

function dayNames(days: readonly Weekday[], language: Language): string {
  return joinWords(
    days.map((day) => weekdayName(day, language)),
    language,
  );
}

function joinWords(words: readonly string[], language: Language): string {
  return new Intl.ListFormat(folders[language].locale, { type: 'conjunction' }).format(words);
}
