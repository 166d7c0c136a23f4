import { isIP } from 'node:net';
import { formatDuration, formatMoment } from '../../i18n/dates.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import { markLine } from '../../machines/cards/lines.ts';
import type { GatedChange } from '../../requests/cards/gated-change.ts';
import { listButtons } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';
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

/** The result of a restore: the reply that closes its thread. */
export type RestoreClosingCard = {
  id: string;
  nonce: string;
  plan: PlanView;
  /** From its first step to its end, in milliseconds. */
  tookMs: number;
  /** Of the new machine, in its network. */
  addresses: string[];
  /** Differences between the new machine and the original: entries of the catalogue `difference`. */
  differences: Failure[];
  /** Things that remain and cost or expose something: entries of the catalogue `closing.left`. */
  left: Failure[];
  /** The new machine, which nothing backs up until it is protected. */
  made?: { id: string; isProtected: boolean };
  /** The machine in the Azure portal. */
  portal?: string;
};

/** Entries of `closing.left` that may hurt somebody: they stand on the first layer. */
const harmful: ReadonlySet<string> = new Set(['threat', 'key-copy', 'key-copy-perhaps']);
/** Differences that make the new machine less safe: they stand there, too. */
const grave: ReadonlySet<string> = new Set([
  'not-encrypted-at-host',
  'less-secure',
  'security-unknown',
  'identity-added',
  'extensions-added',
]);

/** Verbs: open-protect, open-leftovers. */
export function restoreClosingCard(data: RestoreClosingCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { plan, id, made, portal, differences, left } = data;
  const vm = plain(plan.vm);
  const bare = made?.isProtected ? undefined : made;
  const kind = planMade(plan);
  const params = { id, vm, copy: plain(plan.target.vm ?? '') };
  const twins = [
    ...(bare ? [t('cards.restore-closing.type-protect', params)] : []),
    ...(kind === 'disks' ? [t('cards.restore-closing.type-byhand', params)] : []),
    t('cards.restore-closing.type-leftovers', params),
  ];
  const byHand = planByHand(plan, id, reader);
  const next = [
    ...(kind === 'disks' ? [t('cards.restore-closing.next-disks', params)] : []),
    ...(byHand === '' ? [] : [byHand]),
  ];
  const said = (mark: string, each: Failure) => ({ text: `${mark} ${entry('closing.left', each, reader)}` });
  const differing = (mark: string, { code, params }: Failure) => ({
    text: `${mark} ${entry('difference', { code: `${code}.message`, params }, reader)} ${entry('difference', { code: `${code}.remedy`, params }, reader)}`,
  });
  const harms = [
    ...differences.filter(({ code }) => grave.has(code)).map((each) => differing('!', each)),
    ...left.filter(({ code }) => harmful.has(code)).map((each) => said('!', each)),
  ];
  const others = differences.filter(({ code }) => !grave.has(code));
  const stays = left.filter(({ code }) => !harmful.has(code));
  const buttons = [
    ...(bare ? [{ verb: 'open-protect', id: bare.id }] : []),
    ...(kind === 'replaced' ? [] : [{ verb: 'open-leftovers', id }]),
  ];
  return render(
    'restore-closing',
    {
      nonce: data.nonce,
      total: t('cards.restore-closing.total', { duration: formatDuration(data.tookMs, reader) }),
      harms,
      hasHarms: harms.length > 0,
      next: next.join(' '),
      hasNext: next.length > 0,
      differs: t('cards.restore-closing.differs', { vm }),
      differences: others.map((each) => differing('•', each)),
      hasDifferences: others.length > 0,
      left: stays.map((each) => said('•', each)),
      hasLeft: stays.length > 0,
      portal: portal ?? '',
      hasPortal: portal !== undefined,
      buttons: listButtons(buttons, language),
      twin: t('cards.request.twin', { lines: twins.join(' · ') }),
    },
    reader,
  );
}

/** What was made, where it is reached and whether anything backs it up; undefined: no machine was made. */
export function restoreClosingText(
  { id, plan, addresses, made }: RestoreClosingCard,
  reader: Reader,
): string | undefined {
  if (made === undefined) return undefined;
  const { t } = texts(reader.language);
  const known = addresses.filter((one) => isIP(one) !== 0).slice(0, 4);
  const runs = t(`cards.restore-closing.${known.length > 0 ? 'runs-at' : 'runs'}`, {
    id,
    copy: plain(plan.target.vm ?? ''),
    address: known.join(', '),
    network: t(`cards.restore-form.kinds.${plan.networkMode ?? 'isolated'}`),
  });
  return `${runs} ${t(`cards.restore-closing.${made.isProtected ? 'protected' : 'unprotected'}`)}`;
}

function entry(catalogue: string, { code, params }: Failure, reader: Reader): string {
  const safe = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? shown(value, 120) : value]),
  );
  return texts(reader.language).t(`${catalogue}.${code}`, safe);
}

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
      sentence: (state, params, reader, now) => {
        if (state !== 'pending' && state !== 'succeeded') return undefined;
        const key = state === 'pending' ? state : `${state}-${planMade(plan)}`;
        return texts(reader.language).t(`cards.request.sentence.${key}`, {
          ...params,
          ...paramsOf(plan, reader, now),
        });
      },
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
