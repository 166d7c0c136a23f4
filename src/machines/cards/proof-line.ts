import { formatDuration, formatMoment } from '../../i18n/dates.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Proof } from '../../store/proven.ts';
import { shown } from '../../ui/truncate.ts';

/** How well it is known that a machine can be restored, in a sentence or two. */
export function proofLine({ proven, failed }: Proof, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  const params = ({ id, at }: { id: string; at: Date }) => ({ id: shown(id, 20), when: formatMoment(at, reader, now) });
  const took = proven?.tookMs === undefined ? '' : formatDuration(proven.tookMs, reader);
  const last = proven
    ? t(`cards.proof.${proven.by}${took ? '-took' : ''}`, { ...params(proven), took })
    : t('cards.proof.never');
  return failed ? `${last} ${t('cards.proof.failed', params(failed))}` : last;
}
