import type { CardJson, Reader } from '../domain/turn.ts';
import { formatDuration } from '../text/dates.ts';
import { plain } from '../text/plain.ts';
import { texts } from '../text/texts.ts';
import { buttonsOf, refreshOf } from './button.ts';
import { type PlanView, planCheckLines, planFacts, planParagraph, planWarnings } from './plan-view.ts';
import { render } from './render.ts';
import { shown } from './shown.ts';

/** The plan and its warnings, before anybody is asked to approve it. */
export type RestoreConfirmCard = {
  id: string;
  nonce: string;
  now: Date;
  owner: string;
  reason: string;
  plan: PlanView;
  /** How long approvers will have, in milliseconds. */
  decideMs: number;
  refreshFor?: string[];
};

/** Verbs: confirm, restore-change (back to the form), form-cancel; refresh: view-form. */
export function restoreConfirmCard(data: RestoreConfirmCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const warnings = planWarnings(data.plan, reader);
  const checks = planCheckLines(data.plan, reader);
  return render(
    'restore-confirm',
    {
      id: data.id,
      nonce: data.nonce,
      heading: t('cards.restore-confirm.heading', { vm: plain(data.plan.vm) }),
      owner: t('cards.restore-form.owner', { name: shown(data.owner, 80) }),
      paragraph: planParagraph(data.plan, reader, data.now),
      reason: t('cards.request.why', { reason: shown(data.reason) }),
      warnings: warnings.map((text) => ({ text })),
      hasWarnings: warnings.length > 0,
      checks: checks.map((text) => ({ text })),
      hasChecks: checks.length > 0,
      next: t('cards.restore-confirm.next', { duration: formatDuration(data.decideMs, reader) }),
      facts: planFacts(data.plan, reader),
      buttons: buttonsOf(['confirm', 'restore-change', 'form-cancel'], language),
      twin: t('cards.restore-confirm.twin', { id: data.id }),
      ...refreshOf(data.refreshFor),
    },
    reader,
  );
}

export function restoreConfirmText(data: Pick<RestoreConfirmCard, 'id' | 'owner' | 'plan'>, reader: Reader): string {
  return texts(reader.language).t('cards.restore-confirm.sentence', {
    id: data.id,
    name: shown(data.owner, 80),
    vm: plain(data.plan.vm),
  });
}
