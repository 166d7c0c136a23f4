import { formatDuration, formatMoment } from '../../i18n/dates.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Proof } from '../../store/proven.ts';
import { shown } from '../../ui/truncate.ts';

/** How well it is known that a machine can be restored, beside what is asked for, in a few sentences. */
export function proofLine({ proven, failed, targets = {}, excepted }: Proof, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  const params = ({ id, at }: { id: string; at: Date }) => ({ id: shown(id, 20), when: formatMoment(at, reader, now) });
  const { rtoMinutes, rpoMinutes } = targets;
  const took = againstTarget(proven?.tookMs, rtoMinutes, reader);
  const lost = againstTarget(proven?.lostMs, rpoMinutes, reader);
  const last = proven
    ? t(`cards.proof.${proven.by}${took ? '-took' : ''}`, { ...params(proven), took })
    : t('cards.proof.never');
  // What nothing was measured of is still asked for.
  const asked = [
    ...(rtoMinutes !== undefined && !took ? [t('cards.proof.rto', { target: said(rtoMinutes, reader) })] : []),
    ...(rpoMinutes !== undefined && !lost ? [t('cards.proof.rpo', { target: said(rpoMinutes, reader) })] : []),
  ];
  return [
    last,
    ...markLine(proven?.threat, reader),
    rpoMinutes !== undefined && lost ? t('cards.proof.lost', { lost }) : '',
    asked.length > 0 ? t('cards.proof.asked', { targets: asked.join(', ') }) : '',
    failed ? t('cards.proof.failed', params(failed)) : '',
    // Its timer may be late.
    excepted && excepted.until > now
      ? t('cards.proof.excepted', {
          until: formatMoment(excepted.until, reader, now),
          by: shown(excepted.by, 80),
          why: shown(excepted.why, 200),
        })
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** That a recovery point was taken while something was known against its machine; [] where nothing was. */
export function markLine(threat: string | null | undefined, reader: Reader): string[] {
  if (!threat) return [];
  return [texts(reader.language).t(`cards.proof.marked-${threat === 'warning' ? threat : 'unhealthy'}`)];
}

/** "41 minutes (✓ target 4 hours)"; '': nothing was measured. */
export function againstTarget(ms: number | undefined, minutes: number | undefined, reader: Reader): string {
  if (ms === undefined) return '';
  const measured = formatDuration(ms, reader);
  if (minutes === undefined) return measured;
  const { t } = texts(reader.language);
  const how = ms <= minutes * 60_000 ? 'kept' : 'missed';
  return `${measured} (${t(`cards.proof.target-${how}`, { target: said(minutes, reader) })})`;
}

function said(minutes: number, reader: Reader): string {
  return formatDuration(minutes * 60_000, reader);
}
