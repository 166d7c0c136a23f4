import { failureParts } from '../../i18n/failure-text.ts';
import { listed, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import { render } from '../../ui/render.ts';
import { changeSubject } from './change.ts';
import { type ChangeView, type GatedChange, type GatedLines, gatedLines } from './gated-change.ts';

/** A plan that was not carried out. `asks`: it would have needed approval. */
export type DryRunPlan = ({ plan: GatedChange } | { change: ChangeView }) & { asks: boolean };

/** Plans that would have been carried out if their tier were switched on. */
export type DryRunCard = {
  now: Date;
  /** Which tier is off, and who switches it on. */
  off: Failure;
  plans: DryRunPlan[];
};

export function dryRunCard(data: DryRunCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { message, remedy } = failureParts(language, data.off);
  return render(
    'would-have',
    {
      heading: t('cards.would-have.heading', { vms: vmsOf(data) }),
      message,
      remedy,
      details: [{ text: t('cards.would-have.action', { action: shown(String(data.off.params.action ?? ''), 200) }) }],
      hasDetails: data.off.params.action !== undefined,
      plans: data.plans.map((each) => {
        const { paragraph, notes, lines, facts } = planSubject(each, reader, data.now);
        const said = [...notes.map(({ text }) => text), ...lines];
        return {
          lead: t(`cards.would-have.lead-${each.asks ? 'asks' : 'at-once'}`),
          paragraph,
          notes: said.map((text) => ({ text })),
          hasNotes: said.length > 0,
          facts,
        };
      }),
    },
    reader,
  );
}

export function dryRunText(data: DryRunCard, reader: Reader): string {
  const params = { tier: String(data.off.params.tier ?? ''), vms: vmsOf(data) };
  return texts(reader.language).t('cards.would-have.sentence', params);
}

function planSubject(
  each: DryRunPlan,
  reader: Reader,
  now: Date,
): Pick<GatedLines, 'paragraph' | 'notes' | 'lines' | 'facts'> {
  return 'plan' in each ? gatedLines(each.plan, reader, now) : changeSubject(each.change, reader);
}

function vmsOf({ plans }: DryRunCard): string {
  return listed(
    plans.map((each) => shown('plan' in each ? each.plan.vm : each.change.vm, 80)),
    6,
  );
}
