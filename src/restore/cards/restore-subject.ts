import { formatMoment } from '../../i18n/dates.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import { markLine } from '../../machines/cards/lines.ts';
import type { GatedChange } from '../../requests/cards/gated-change.ts';
import {
  originalText,
  type PlanView,
  planByHand,
  planFacts,
  planLines,
  planMade,
  planNotes,
  planParagraph,
  planThreat,
} from './plan-view.ts';

/** The restore as the approval card describes it. */
export function restoreSubject(plan: PlanView): GatedChange {
  const kind = variantOf(plan);
  return {
    kind,
    vm: plan.vm,
    vault: plan.vault,
    hash: plan.hash,
    warnings: [],
    params: { group: plan.target.group },
    own: {
      lines: (reader, now) => ({
        heading: texts(reader.language).t('cards.request.heading', { vm: plain(plan.vm) }),
        paragraph: planParagraph(plan, reader, now),
        short: [
          texts(reader.language).t(`cards.request.short-${planMade(plan)}`, paramsOf(plan, reader, now)),
          ...markLine(planThreat(plan), reader),
        ].join(' '),
        notes: planNotes(plan, reader, now),
        lines: planLines(plan, reader),
        facts: planFacts(plan, reader),
      }),
      sentence: (state, params, reader, now) =>
        texts(reader.language).t(
          `cards.request.sentence.${state}${state === 'succeeded' ? `-${planMade(plan)}` : ''}`,
          {
            ...params,
            ...paramsOf(plan, reader, now),
          },
        ),
      sure: (reader, now) => texts(reader.language).t(`approval.sure.${kind}`, paramsOf(plan, reader, now)),
      byHand: (id, reader) => planByHand(plan, id, reader),
    },
  };
}

/** Effect on the machine, for texts about deciding the request and about its failure. */
function variantOf({ mode, networkMode }: PlanView): 'replace' | 'quarantine' | 'copy' {
  if (mode === 'replace') return 'replace';
  return networkMode === 'quarantine' ? 'quarantine' : 'copy';
}

function paramsOf(plan: PlanView, reader: Reader, now: Date): Record<string, string> {
  const { t } = texts(reader.language);
  return {
    vm: plain(plan.vm),
    copy: plain(plan.target.vm ?? ''),
    group: plain(plan.target.group),
    network: plan.networkMode ? t(`cards.restore-form.kinds.${plan.networkMode}`) : '',
    made: t(`cards.restore-form.kinds.${plan.networkMode ?? (plan.mode === 'rebuild' ? 'isolated' : plan.mode)}`),
    original: originalText(plan, reader),
    when: formatMoment(plan.point.at, reader, now),
  };
}
