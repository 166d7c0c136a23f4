import { formatMoment } from '../../i18n/dates.ts';
import { failureParts } from '../../i18n/failure-text.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';

/** Where roles are activated. The address is the cloud's own, so it is the one link that an answer carries. */
const activation = '/#view/Microsoft_Azure_PIMCommon/ActivationMenuBlade/~/azurerbac';

export function activationLink(portal: string): string {
  return `${portal}${activation}`;
}

/**
 * To somebody who may activate what an ask takes: what, where, and that the ask is kept.
 * @param how until: absent where it is not kept, as `most` are that do not make room. instead: what made room
 */
export function deferredText(
  portal: string,
  failure: Failure,
  how: { until?: Date; instead?: string; most: number; now: Date; markdown: boolean },
  reader: Reader,
): string {
  const say = texts(reader.language);
  const { message } = failureParts(say, failure);
  const link = activationLink(portal);
  const { until, instead, most } = how;
  if (!until) return say.t(how.markdown ? 'access.kept-full' : 'access.kept-full-plain', { message, link, most });
  const kept = say.t(how.markdown ? 'access.kept' : 'access.kept-plain', {
    message,
    link,
    until: formatMoment(until, reader, how.now),
  });
  return instead === undefined ? kept : `${kept} ${say.t('access.kept-instead', { most, asked: plain(instead) })}`;
}
