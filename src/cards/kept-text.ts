import type { Failure } from '../domain/errors.ts';
import type { Reader } from '../domain/turn.ts';
import { formatMoment } from '../text/dates.ts';
import { failureParts } from '../text/failure-text.ts';
import { texts } from '../text/texts.ts';

/** Where roles are activated. The address is the cloud's own, so it is the one link that an answer carries. */
const activation = '/#view/Microsoft_Azure_PIMCommon/ActivationMenuBlade/~/azurerbac';

export function activationLink(portal: string): string {
  return `${portal}${activation}`;
}

/** To somebody who may activate what an ask takes: what, where, and that the ask is kept. */
export function keptText(
  portal: string,
  failure: Failure,
  how: { until: Date; now: Date; markdown: boolean },
  reader: Reader,
): string {
  const say = texts(reader.language);
  const { message } = failureParts(say, failure);
  return say.t(how.markdown ? 'access.kept' : 'access.kept-plain', {
    message,
    link: activationLink(portal),
    until: formatMoment(how.until, reader, how.now),
  });
}
