import { formatDuration, formatMoment } from '../../i18n/dates.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { redFinding } from '../../machines/rules/finding.ts';
import { noteMembers } from '../../requests/cards/gated-change.ts';
import { buttonsOf, refreshOf } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';
import type { Sentence } from '../rules/warnings.ts';
import { type PlanView, planByHand, planFacts, planLines, planNotes, planParagraph, planThreat } from './plan-view.ts';
import { type MendButton, mendButtons } from './restore-form.ts';

/** The plan and its warnings, before anybody is asked to approve it. */
export type RestoreConfirmCard = {
  id: string;
  nonce: string;
  now: Date;
  owner: string;
  reason: string;
  plan: PlanView;
  /** Problem above the plan, in view where a dialog opens, e.g. that the sentence was not accepted; already rendered. */
  problem?: string;
  /** Time that approvers will have, in milliseconds. */
  decideMs: number;
  mend?: MendButton;
  refreshFor?: string[];
};

/** Inputs: `accept` of a plan that replaces, `acceptThreat` where a threat was known at the point. Verbs: confirm, restore-mended, restore-change (back to the form), form-cancel; refresh: view-form. */
export function restoreConfirmCard(data: RestoreConfirmCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const lines = planLines(data.plan, reader);
  const byHand = planByHand(data.plan, data.id, reader);
  const vm = plain(data.plan.vm);
  const sentences = sentencesOfView(data.plan);
  const stops = wouldStop(data.plan);
  return render(
    'restore-confirm',
    {
      id: data.id,
      nonce: data.nonce,
      heading: t('cards.restore-confirm.heading'),
      paragraph: planParagraph(data.plan, reader, data.now),
      reason: t('cards.request.why', { reason: shown(data.reason) }),
      ...noteMembers(planNotes(data.plan, reader, data.now), language),
      lines: lines.join(' '),
      hasLines: lines.length > 0,
      byHand,
      hasByHand: byHand !== '',
      // A toggle's title is not Markdown.
      accept: t('cards.restore-confirm.acceptTitle', {
        vm: data.plan.vm,
        when: formatMoment(data.plan.point.at, reader, data.now),
      }),
      hasAccept: sentences.includes('replace'),
      acceptThreat: t('cards.restore-confirm.acceptThreatTitle', { vm: data.plan.vm }),
      hasAcceptThreat: sentences.includes('threat'),
      problem: data.problem ?? '',
      hasProblem: data.problem !== undefined,
      next: t(`cards.restore-confirm.${stops ? 'stops' : 'next'}`, { duration: formatDuration(data.decideMs, reader) }),
      facts: planFacts(data.plan, reader),
      // What would stop is mended first; whoever knows better can still type the line behind Details.
      buttons: [
        ...mendButtons(data, language, reader),
        ...buttonsOf([...(stops ? [] : ['confirm']), 'restore-change', 'form-cancel'], language),
      ],
      twin: t(`cards.restore-confirm.${['twin', ...sentences].join('-')}`, { id: data.id, vm }),
      ...refreshOf(data.refreshFor),
    },
    reader,
  );
}

export function restoreConfirmText(data: Pick<RestoreConfirmCard, 'id' | 'owner' | 'plan'>, reader: Reader): string {
  return texts(reader.language).t(`cards.restore-confirm.sentence${wouldStop(data.plan) ? '-stops' : ''}`, {
    id: data.id,
    name: shown(data.owner, 80),
    vm: plain(data.plan.vm),
  });
}

function wouldStop({ check }: PlanView): boolean {
  return redFinding(check?.findings ?? []) !== undefined;
}

/** The same as `sentencesOf`, from the view of a plan. */
function sentencesOfView(plan: PlanView): Sentence[] {
  return [...(plan.mode === 'replace' ? ['replace' as const] : []), ...(planThreat(plan) ? ['threat' as const] : [])];
}
