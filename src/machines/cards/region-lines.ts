import { formatDuration } from '../../i18n/dates.ts';
import { failureParts } from '../../i18n/failure-text.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import { nameOf } from '../../kernel/arm-id.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { RegionGap, RegionReadiness } from '../../store/rules/region-look.ts';
import { clip } from '../../ui/truncate.ts';

export type RegionGapLine = { message: string; remedy: string; line: string; hasLine: boolean };

const symbols = { ready: '✓', lacking: '!', unknown: '?', old: '?', off: '·', none: '·' } as const;

/** isOld: too long ago to say more. */
export type MarkedRegion = Pick<RegionReadiness, 'state' | 'region' | 'gaps'> & { isOld?: true };

/** In a few words, for a column. @param found undefined: nobody has looked */
export function regionMark(found: MarkedRegion | undefined, reader: Reader): string {
  const { t } = texts(reader.language);
  const state = found?.isOld ? 'old' : (found?.state ?? 'none');
  const region = found?.region === undefined ? t('region.some-region') : plain(found.region);
  const count = found?.gaps.filter(({ verdict }) => verdict === 'lacking').length ?? 0;
  return `${symbols[state]} ${t(`region.state.${state}`, { region, count })}`;
}

/** "If its region is lost: ready in northeurope, newest point there 14 h old". */
export function regionSentence(found: RegionReadiness, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  // A mark is for columns: in a sentence a dot behind the colon says nothing.
  const state = regionMark(found, reader).replace(/^· /, '');
  return [t('region.lost', { state }), ...regionAge(found, reader, now)].join(', ');
}

/** None where no point is known there. */
export function regionAge({ pointAt }: Pick<RegionReadiness, 'pointAt'>, reader: Reader, now: Date): string[] {
  if (!pointAt) return [];
  const duration = formatDuration(wholeHours(now.getTime() - pointAt.getTime()), reader);
  return [texts(reader.language).t('region.age', { duration })];
}

/** What is missing, what to do and the line to type for it. What Azure or people wrote stays short. */
export function regionGapLines(gaps: readonly RegionGap[], reader: Reader): RegionGapLine[] {
  return gaps.map(({ verdict, text: { code, params }, line = '' }) => {
    // A scope of Azure is long and says no more to people than its last name.
    const short = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? clip(/^\/subscriptions\//i.test(value) ? nameOf(value) : value, 120) : value,
    ]);
    const { message, remedy } = failureParts(
      texts(reader.language),
      { code, params: Object.fromEntries(short) },
      reader,
    );
    return { message: `${symbols[verdict]} ${message}`, remedy, line, hasLine: line !== '' };
  });
}

/** A point is made once in hours: its minutes tell nothing. */
function wholeHours(ms: number): number {
  const hour = 60 * 60_000;
  return ms < hour ? ms : Math.floor(ms / hour) * hour;
}
