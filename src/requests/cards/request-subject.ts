import {
  type GatedChange,
  gatedFacts,
  gatedHeading,
  gatedParagraph,
  gatedSentence,
  gatedShort,
  gatedWarnings,
} from '../../approval/cards/gated-change.ts';
import { formatMoment } from '../../i18n/dates.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { RequestState } from '../../kernel/request-state.ts';
import type { Fact } from '../../ui/fact.ts';
import {
  type PlanView,
  planCheckLines,
  planDangers,
  planFacts,
  planMade,
  planParagraph,
  planWarnings,
} from './plan-view.ts';

/** What a request asks for, whatever its kind, in the reader's words. */
export type RequestSubject = {
  heading: string;
  /** For whoever decides. */
  paragraph: string;
  /** Once it runs or has ended. */
  short: string;
  dangers: string[];
  warnings: string[];
  checks: string[];
  facts: Fact[];
};

export function requestSubject(plan: PlanView | GatedChange, reader: Reader, now: Date): RequestSubject {
  if ('kind' in plan) {
    return {
      heading: gatedHeading(plan, reader),
      paragraph: gatedParagraph(plan, reader),
      short: gatedShort(plan, reader),
      dangers: [],
      warnings: gatedWarnings(plan, reader),
      checks: [],
      facts: gatedFacts(plan, reader),
    };
  }
  return {
    heading: texts(reader.language).t('cards.request.heading', { vm: plain(plan.vm) }),
    paragraph: planParagraph(plan, reader, now),
    short: shortPlan(plan, reader, now),
    dangers: planDangers(plan, reader),
    warnings: planWarnings(plan, reader, now),
    checks: planCheckLines(plan, reader),
    facts: planFacts(plan, reader),
  };
}

/** @param params id, name, until, deciders */
export function subjectSentence(
  plan: PlanView | GatedChange,
  state: RequestState | 'in-force' | 'revoked' | 'over',
  params: Record<string, string>,
  reader: Reader,
  now: Date,
): string {
  if ('kind' in plan) return gatedSentence(plan, state, params, reader);
  const { t } = texts(reader.language);
  return t(`cards.request.sentence.${state}${state === 'succeeded' ? `-${planMade(plan)}` : ''}`, {
    ...params,
    vm: plain(plan.vm),
    copy: plain(plan.target.vm ?? ''),
    group: plain(plan.target.group),
    network: plan.networkMode ? t(`cards.restore-form.kinds.${plan.networkMode}`) : '',
    when: formatMoment(plan.point.at, reader, now),
  });
}

function shortPlan(plan: PlanView, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  return t(`cards.request.short-${planMade(plan)}`, {
    when: formatMoment(plan.point.at, reader, now),
    group: plain(plan.target.group),
    copy: plain(plan.target.vm ?? ''),
    network: plan.networkMode ? t(`cards.restore-form.kinds.${plan.networkMode}`) : '',
  });
}
