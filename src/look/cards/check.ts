import { formatMoment } from '../../i18n/dates.ts';
import { clip, plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import {
  conclusionText,
  findingLine,
  machineTwins,
  proofLine,
  regionGapLines,
  regionSentence,
} from '../../machines/cards/lines.ts';
import type { Conclusion, Finding } from '../../machines/rules/finding.ts';
import type { RegionReadiness } from '../../store/rules/region-inspection.ts';
import type { Proof } from '../../store/trials.ts';
import { buttonsOf } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';

/** The answer to "will it restore?": findings, worst first, and what was checked. */
export type CheckCard = {
  id: string;
  nonce: string;
  now: Date;
  vm: string;
  encryption: EncryptionKind;
  /** The recovery point that was checked; absent if there is none. */
  point?: { number: number; at: Date };
  /** Worst first. */
  findings: Finding[];
  conclusion: Conclusion;
  /** The last restore through Strongroom that ended well. */
  proof: Proof;
  /** Whether the machine can be restored if its region is lost. */
  region: RegionReadiness;
  /** Verbs: open-keyaccess, what mends the findings, open-restore. */
  offers: string[];
};

/** A card holds some 25 KB. More findings than this never occurred, and the worst stand first. */
const mostFindings = 14;

const styles = { stop: 'attention', act: 'warning', 'nothing-found': 'good' } as const;
const symbols = { stop: '✗', act: '!', 'nothing-found': '✓' } as const;

export function checkCard(data: CheckCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { conclusion, findings } = data;
  const told = findings.filter(({ text }) => text !== undefined);
  const lines = told.slice(0, mostFindings).map((finding) => findingLine(finding, reader));
  const more = told.length - lines.length;
  const notes = new Set(told.map(({ check }) => check));
  const fine = [...new Map(findings.map((one) => [one.check, one])).values()].filter(
    ({ check, verdict }) => verdict === 'ok' && !notes.has(check),
  );
  const details = [
    ...detailLines(told, reader),
    ...(fine.length > 0 ? [`✓ ${fine.map(({ check }) => t(`check.name.${check}`)).join(', ')}`] : []),
  ];
  const gaps = regionGapLines(data.region.gaps, reader);
  const vm = plain(data.vm);
  // Elsewhere the typed twin of key access is the line that was just typed.
  const typed = data.offers.filter((verb) => verb !== 'open-keyaccess');
  const twins = [
    ...(typed.length < data.offers.length ? [t('cards.keyaccess.ask-twin', { vm })] : []),
    ...(typed.length > 0 ? [machineTwins(typed, vm, reader)] : []),
  ];
  return render(
    'check',
    {
      id: data.id,
      nonce: data.nonce,
      heading: t('cards.check.heading', { vm }),
      about: aboutLine(data, reader),
      style: conclusion.kind === 'nothing-found' && conclusion.backupStops ? 'warning' : styles[conclusion.kind],
      conclusion: `${symbols[conclusion.kind]} ${conclusionText(conclusion, reader)}`,
      lines,
      hasLines: lines.length > 0,
      more: more > 0 ? t('cards.check.more', { more }) : '',
      hasMore: more > 0,
      fine: t('check.fine', { count: fine.length }),
      // Beside nothing else they would be no others: the conclusion has counted them.
      hasFine: fine.length > 0 && lines.length > 0,
      details: details.map((text) => ({ text })),
      hasDetails: details.length > 0 || gaps.some(({ hasLine }) => hasLine),
      proven: proofLine(data.proof, reader, data.now),
      region: regionSentence(data.region, reader, data.now),
      gaps,
      buttons: buttonsOf(data.offers, language),
      hasButtons: data.offers.length > 0,
      twin: twins.join('\n\n'),
      hasTwin: twins.length > 0,
    },
    reader,
  );
}

/** First line of the card: the conclusion and the worst finding. */
export function checkText(data: Pick<CheckCard, 'vm' | 'findings' | 'conclusion'>, reader: Reader): string {
  const { t } = texts(reader.language);
  const worst = data.findings.find(({ verdict }) => verdict !== 'ok' && verdict !== 'unknown');
  const params = { vm: plain(clip(data.vm, 80)), conclusion: conclusionText(data.conclusion, reader) };
  if (!worst) return t('cards.check.sentence', params);
  return t('cards.check.sentence-worst', { ...params, worst: findingLine(worst, reader).message });
}

/** Details for people who assign roles: the Azure actions behind the findings, by name, and where a guard is. */
function detailLines(findings: readonly Finding[], reader: Reader): string[] {
  const { t } = texts(reader.language);
  const lines = findings.flatMap(({ text }) => {
    const { action, actions, guard, subscription } = text?.params ?? {};
    const named = action ?? actions;
    return [
      ...(named === undefined ? [] : [t('cards.check.action', { action: shown(String(named), 500) })]),
      ...(guard === undefined || subscription === undefined
        ? []
        : [t('cards.check.guard', { guard: shown(String(guard), 80), subscription: shown(String(subscription), 80) })]),
    ];
  });
  return [...new Set(lines)];
}

function aboutLine({ point, encryption, now }: CheckCard, reader: Reader): string {
  const { t } = texts(reader.language);
  const kind = t(`encryption.kind-${encryption}.message`);
  if (!point) return kind;
  return t('cards.check.about', { kind, number: point.number, when: formatMoment(point.at, reader, now) });
}
