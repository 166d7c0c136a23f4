import { formatDuration, formatMoment } from '../../i18n/dates.ts';
import { failureParts, failureText, inWords } from '../../i18n/failure-text.ts';
import type { CommandName } from '../../i18n/language-folder.ts';
import { clip, plain, shown } from '../../i18n/plain.ts';
import { commandIn, texts } from '../../i18n/texts.ts';
import { nameOf } from '../../kernel/arm-id.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { RegionGap, RegionReadiness } from '../../store/rules/region-inspection.ts';
import type { Proof } from '../../store/trials.ts';
import type { ListGaps } from '../inventory.ts';
import type { Conclusion, Finding } from '../rules/finding.ts';

export type FindingLine = { verdict: string; title: string; message: string; remedy: string };

const findingSymbols = { restore: '✗', backup: '✗', act: '▶', warn: '!', unknown: '?', note: '·' } as const;

/** Describes a finding in words and by a symbol: its meaning for a restore, what was found, what to do. */
export function findingLine(finding: Finding, reader: Reader): FindingLine {
  const language = texts(reader.language);
  const kind = symbolName(finding);
  const { message, remedy } = finding.text
    ? failureParts(language, clipped(finding.text), reader)
    : { message: '', remedy: '' };
  const words = language.t(`check.verdict.${kind}`);
  const verdict = `${findingSymbols[kind]} **${words}**`;
  return {
    verdict,
    title: `${verdict}, ${language.t(`check.name.${finding.check}`)}`,
    message,
    remedy,
  };
}

/** "Nothing found that would stop a restore (14 checks, 2 not possible)". */
export function conclusionText(conclusion: Conclusion, reader: Reader): string {
  return texts(reader.language).t(`check.conclusion.${conclusion.kind}`, countsOf(conclusion, reader));
}

export function countsOf({ checks, notPossible }: Conclusion, reader: Reader): Record<string, string> {
  const { t } = texts(reader.language);
  return {
    checks: t('check.conclusion.checks', { checks }),
    notPossible: notPossible > 0 ? t('check.conclusion.not-possible', { notPossible }) : '',
  };
}

function symbolName({ verdict, stops }: Finding): keyof typeof findingSymbols {
  if (verdict === 'stop') return stops ?? 'restore';
  return verdict === 'ok' ? 'note' : verdict;
}

/** Shortens text from Azure or from people for a card. */
function clipped({ code, params }: Failure): Failure {
  const short = Object.entries(params).map(([name, value]) => [
    name,
    // Action names are turned into words later, which fails for a truncated name.
    typeof value === 'string' && name !== 'actions' ? clip(value, 240) : value,
  ]);
  return { code, params: Object.fromEntries(short) };
}

/** Describes how well it is proven that a machine can be restored, beside its targets, in a few sentences. */
export function proofLine({ proven, failed, targets = {}, excepted }: Proof, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  const params = ({ id, at }: { id: string; at: Date }) => ({ id: shown(id, 20), when: formatMoment(at, reader, now) });
  const { rtoMinutes, rpoMinutes } = targets;
  const took = againstTarget(proven?.tookMs, rtoMinutes, reader);
  const lost = againstTarget(proven?.lostMs, rpoMinutes, reader);
  const last = proven
    ? t(`cards.proof.${proven.by}${took ? '-took' : ''}`, { ...params(proven), took })
    : t('cards.proof.never');
  // Targets without a measured value are still shown.
  const asked = [
    ...(rtoMinutes !== undefined && !took ? [t('cards.proof.rto', { target: minutesText(rtoMinutes, reader) })] : []),
    ...(rpoMinutes !== undefined && !lost ? [t('cards.proof.rpo', { target: minutesText(rpoMinutes, reader) })] : []),
  ];
  return [
    last,
    rpoMinutes !== undefined && lost ? t('cards.proof.lost', { lost }) : '',
    asked.length > 0 ? t('cards.proof.asked', { targets: asked.join(', ') }) : '',
    failed ? t('cards.proof.failed', params(failed)) : '',
    // The timer that ends an exception may run late, so its date is checked here too.
    excepted && excepted.until > now
      ? t('cards.proof.excepted', {
          until: formatMoment(excepted.until, reader, now),
          by: shown(excepted.by, 80),
          why: shown(excepted.why, 200),
        })
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Warns that a recovery point was taken while a threat to its machine was known; [] if none was. */
export function markLine(threat: string | null | undefined, reader: Reader): string[] {
  if (!threat) return [];
  return [texts(reader.language).t(`cards.proof.marked-${threat === 'warning' ? threat : 'unhealthy'}`)];
}

/** "41 minutes (✓ target 4 hours)"; '' if nothing was measured. */
export function againstTarget(ms: number | undefined, minutes: number | undefined, reader: Reader): string {
  if (ms === undefined) return '';
  const measured = formatDuration(ms, reader);
  if (minutes === undefined) return measured;
  const { t } = texts(reader.language);
  const how = ms <= minutes * 60_000 ? 'kept' : 'missed';
  return `${measured} (${t(`cards.proof.target-${how}`, { target: minutesText(minutes, reader) })})`;
}

function minutesText(minutes: number, reader: Reader): string {
  return formatDuration(minutes * 60_000, reader);
}

export type RegionGapLine = { message: string; line: string; hasLine: boolean };

const regionSymbols = { ready: '✓', lacking: '!', unknown: '?', old: '?', off: '·', none: '·' } as const;

/** isOld: the check is too old to show its result. */
export type MarkedRegion = Pick<RegionReadiness, 'state' | 'region' | 'gaps'> & { isOld?: true };

/** The region state in a few words, for a column. @param found undefined: never checked */
export function regionMark(found: MarkedRegion | undefined, reader: Reader): string {
  const { t } = texts(reader.language);
  const state = found?.isOld ? 'old' : (found?.state ?? 'none');
  const region = found?.region === undefined ? t('region.some-region') : plain(found.region);
  const count = found?.gaps.filter(({ verdict }) => verdict === 'lacking').length ?? 0;
  return `${regionSymbols[state]} ${t(`region.state.${state}`, { region, count })}`;
}

/** "If its region is lost: ready in northeurope, newest point there 14 h old". */
export function regionSentence(found: RegionReadiness, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  // The dot marks a column entry; in a sentence after a colon it means nothing.
  const state = regionMark(found, reader).replace(/^· /, '');
  return [t('region.lost', { state }), ...regionAge(found, reader, now)].join(', ');
}

/** [] if no point is known there. */
export function regionAge({ pointAt }: Pick<RegionReadiness, 'pointAt'>, reader: Reader, now: Date): string[] {
  if (!pointAt) return [];
  const duration = formatDuration(wholeHours(now.getTime() - pointAt.getTime()), reader);
  return [texts(reader.language).t('region.age', { duration })];
}

/** Gaps and the command that closes each. Text from Azure or from people is shortened. */
export function regionGapLines(gaps: readonly RegionGap[], reader: Reader): RegionGapLine[] {
  return gaps.map(({ verdict, text: { code, params }, line = '' }) => {
    // Azure scopes are long; only the last name means anything to people.
    const short = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? clip(/^\/subscriptions\//i.test(value) ? nameOf(value) : value, 120) : value,
    ]);
    const said = failureText(texts(reader.language), { code, params: Object.fromEntries(short) }, reader);
    return { message: `${regionSymbols[verdict]} ${said}`, line, hasLine: line !== '' };
  });
}

/** Points are hours apart, so minutes add nothing. */
function wholeHours(ms: number): number {
  const hour = 60 * 60_000;
  return ms < hour ? ms : Math.floor(ms / hour) * hour;
}

/** Sentences that say what a list lacks and why. */
export function unreadNotes(unread: ListGaps | undefined, reader: Reader): string[] {
  if (!unread) return [];
  const said = texts(reader.language);
  const { vaults, subscriptions, why } = unread;
  const lacks = [
    ...(vaults.length > 0 ? [said.t('cards.unread.vaults', { names: shown(vaults.join(', '), 300) })] : []),
    ...(subscriptions > 0 ? [said.t('cards.unread.subscriptions', { count: subscriptions })] : []),
  ];
  return lacks.length > 0 && why ? [`${lacks.join(' ')} ${failureParts(said, inWords(why)).message}`] : lacks;
}

/** A list that is read every five minutes is not older. */
const toldAfterMs = 10 * 60_000;

/** Says how old a list is, where that matters. */
export function ageNotes({ at, now }: { at?: Date; now: Date }, reader: Reader): string[] {
  if (!at || now.getTime() - at.getTime() <= toldAfterMs) return [];
  return [texts(reader.language).t('cards.vms.as-of', { when: formatMoment(at, reader, now) })];
}

const commandOf: Record<string, CommandName> = {
  'open-vm': 'vm',
  'open-restore': 'restore',
  'open-backup': 'backup',
  'open-protect': 'protect',
  'open-keyaccess': 'check',
  'open-stop': 'protection stop',
  'open-hold': 'hold',
  'open-unhold': 'unhold',
  'open-raise': 'retention raise',
  'open-resume': 'protection resume',
  'open-undelete': 'undelete',
};

/** "Or type: **restore sql-01**": the typed twins of a machine's buttons, and further ones. */
export function machineTwins(
  verbs: readonly string[],
  vm: string,
  { language }: Reader,
  others: readonly string[] = [],
): string {
  const lines = verbs.flatMap((verb) => commandOf[verb] ?? []).map((name) => `${commandIn(language, name)} ${vm}`);
  const all = [...others, ...lines].map((line) => `**${line}**`).join(' · ');
  return texts(language).t('cards.request.twin', { lines: all });
}
