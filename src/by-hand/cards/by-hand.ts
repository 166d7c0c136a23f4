import { formatDate, formatMoment } from '../../i18n/dates.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, MessageBody, Reader } from '../../kernel/chat.ts';
import { restoringSteps } from '../../restore/rules/plan.ts';
import { cardBudgetBytes, render } from '../../ui/render.ts';
import type { HandRight } from '../rules/hand-rights.ts';
import type { HandStep } from '../rules/hand-step.ts';
import type { PairGap } from '../rules/in-pair.ts';
import { handParts, type PlacedStep, type Shell, typedLines } from '../rules/typed-lines.ts';

/** The remaining steps of a request, or a whole restore of a machine, as lines to copy. */
export type ByHandCard = {
  vm: string;
  /** The request whose names the lines contain; absent for a machine. */
  request?: string;
  /** Time of the recovery point. */
  point: Date;
  now: Date;
  shell: Shell;
  /** Steps with their lines as typed. A part contains only its own. */
  steps: (HandStep & Partial<Pick<PlacedStep, 'number' | 'piece'>>)[];
  /** Set if the lines need more than one message. */
  part?: { number: number; count: number };
  /** State of the request that makes typing the lines risky: the bot has started, or may, or nobody approved. */
  busy?: 'waits' | 'begins' | 'runs' | 'unapproved';
  /** For a machine: the open request that restores it. */
  open?: string;
  /** Set if the lines restore in the paired region. */
  pair?: { region: string; gaps: PairGap[] };
  /** The machine's resource group, if az finds no backup in it. */
  beyondAz?: string;
  /**
   * For a copy that belongs in quarantine: allowed openings, subnets it may be released to, and the line that
   * deallocates it.
   */
  quarantine?: { openings: readonly string[]; subnets: readonly string[]; deallocate: Record<Shell, string> };
  /** Rights that the person typing needs. */
  rights?: HandRight[];
  /** The cloud's portal, for example https://portal.azure.com */
  portal: string;
};

export function byHandCard(data: ByHandCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const { steps, shell, portal } = data;
  const subject = data.request ?? data.vm;
  const other = shell === 'az' ? 'powershell' : 'az';
  const { number: part, count: parts } = data.part ?? { number: 1, count: 1 };
  return render(
    'by-hand',
    {
      heading: t(parts > 1 ? 'cards.by-hand.heading-part' : 'cards.by-hand.heading', {
        subject: plain(subject),
        part,
        parts,
      }),
      about: [aboutLine(data, reader), ...beyondLine(data, reader)].join(' '),
      busy: busyLine(data, reader),
      hasBusy: data.busy !== undefined || data.open !== undefined,
      gaps: (part === 1 ? (data.pair?.gaps ?? []) : []).map((gap) => ({
        text: `- ${t(`cards.by-hand.gap.${gap}`, { vm: plain(data.vm) })}`,
      })),
      inPair: data.pair ? t('cards.by-hand.pair', { region: plain(data.pair.region) }) : '',
      hasPair: data.pair !== undefined && part === 1,
      none: t('cards.by-hand.none', { subject: plain(subject) }),
      isEmpty: steps.length === 0,
      steps: steps.map((step, index) => ({
        title: `${step.number ?? index + 1}. **${titleOf(step, reader)}**${pieceOf(step)} · [${t('cards.by-hand.portal')}](${portal}/#resource${encodeURI(step.portal).replace(/[()]/g, encodeURIComponent)})`,
        // Text runs are not Markdown, so the lines are copied exactly.
        lines: step[shell].map((text) => ({ text })),
        underWay: step.underWay ? t(`cards.by-hand.under-way.${step.underWay}`, { subject: plain(subject) }) : '',
        isUnderWay: step.underWay !== undefined,
        goesOn: hasNextPiece(step)
          ? t(step.clears ? 'cards.by-hand.goes-on-clears' : 'cards.by-hand.goes-on', { part: part + 1 })
          : '',
        doesGoOn: hasNextPiece(step),
      })),
      rights: rightsLine(data, reader),
      hasRights: steps.length > 0 && part === 1 && (data.rights ?? []).length > 0,
      quarantine: quarantineLine(data, reader),
      hasQuarantine: data.quarantine !== undefined && part === 1,
      note: t('cards.by-hand.note'),
      hasNote: steps.length > 0,
      hasTwin: part === parts,
      twin: t(data.pair ? 'cards.by-hand.twin-region' : 'cards.by-hand.twin', { subject: plain(subject), other }),
    },
    reader,
  );
}

/** @param data of all steps, or of one part */
export function byHandText(data: ByHandCard, reader: Reader): string {
  const { vm, request, steps, busy, open, part } = data;
  const { t } = texts(reader.language);
  const subject = plain(request ?? vm);
  if (part) return t('cards.by-hand.sentence-part', { subject, part: part.number, parts: part.count });
  if ((busy || open) && steps.length > 0) {
    return `${t('cards.by-hand.sentence', { subject, count: steps.length })} ${busyLine(data, reader)}`;
  }
  if (steps.length === 0) return t('cards.by-hand.none', { subject });
  return t('cards.by-hand.sentence', { subject, count: steps.length });
}

/**
 * All steps for both shells as plain text that stands without the bot. Titles and notes are comments of both shells, so
 * that a whole part can be pasted.
 */
export function byHandFile(data: ByHandCard, reader: Reader): string {
  const { t } = texts(reader.language);
  const about = [t('cards.by-hand.kept', { when: formatDate(data.now, reader) }), busyLine(data, reader)];
  const parts = (['az', 'powershell'] as const).map((shell) => {
    const of = { ...data, shell };
    const steps = of.steps.flatMap((step, at) => [
      '',
      `# ${at + 1}. ${titleOf(step, reader)}`,
      ...typedLines(step, shell),
    ]);
    const note = [aboutLine(of, reader), rightsLine(of, reader), ...beyondLine(of, reader), quarantineLine(of, reader)];
    return [...comments(note), ...steps, ''];
  });
  return [...comments(about), '', ...(parts[0] ?? []), '', ...(parts[1] ?? [])].join('\n');
}

function comments(lines: readonly string[]): string[] {
  return lines.filter((line) => line !== '').map((line) => `# ${line.replaceAll('**', '').replace(/[\r\n]+/g, ' ')}`);
}

function pieceOf({ piece }: ByHandCard['steps'][number]): string {
  return piece ? ` (${piece.number}/${piece.count})` : '';
}

function hasNextPiece({ piece }: ByHandCard['steps'][number]): boolean {
  return piece !== undefined && piece.number < piece.count;
}

function quarantineLine({ quarantine, request, vm, shell }: ByHandCard, reader: Reader): string {
  if (!quarantine) return '';
  const { t } = texts(reader.language);
  const list = (names: readonly string[]) => names.map((name) => plain(name)).join(', ') || t('cards.by-hand.nothing');
  const said = t('cards.by-hand.quarantine', {
    openings: list(quarantine.openings),
    off: plain(quarantine.deallocate[shell]),
  });
  // The approval does not cover where the copy may go: a release asks for that.
  const named = quarantine.subnets.length > 0 ? 'release-to' : 'release-nowhere';
  const release = t(`cards.by-hand.${named}`, { subject: plain(request ?? vm), subnets: list(quarantine.subnets) });
  return `${said} ${release}`;
}

function rightsLine({ rights = [] }: ByHandCard, reader: Reader): string {
  const { t } = texts(reader.language);
  const list = rights.map(({ code, name }) => t(`cards.by-hand.right.${code}`, { name: plain(name) })).join('; ');
  return t('cards.by-hand.rights', { list });
}

function aboutLine({ vm, request, point, now, shell }: ByHandCard, reader: Reader): string {
  const { t } = texts(reader.language);
  return t(`cards.by-hand.about.${request === undefined ? 'machine' : 'request'}`, {
    vm: plain(vm),
    when: formatMoment(point, reader, now),
    shell: t(`cards.by-hand.shell.${shell}`),
  });
}

function beyondLine({ beyondAz, shell, request, vm, steps }: ByHandCard, reader: Reader): string[] {
  if (beyondAz === undefined || shell !== 'az' || !steps.some(({ kind }) => restoringSteps.some((one) => one === kind)))
    return [];
  const params = { group: plain(beyondAz), subject: plain(request ?? vm) };
  return [`**${texts(reader.language).t('cards.by-hand.beyond-az', params)}**`];
}

function busyLine({ busy, open, request, vm, steps }: ByHandCard, reader: Reader): string {
  const { t } = texts(reader.language);
  if (open !== undefined) return t('cards.by-hand.busy.open', { id: open, vm: plain(vm) });
  if (busy === undefined) return '';
  const now = steps.find(({ underWay }) => underWay !== undefined);
  return t(`cards.by-hand.busy.${busy === 'runs' && now ? 'step' : busy}`, {
    subject: plain(request ?? vm),
    step: now ? titleOf(now, reader) : '',
  });
}

function titleOf({ kind }: HandStep, { language }: Reader): string {
  const { t } = texts(language);
  return kind === 'sign-in' || kind === 'other-subscription' || kind === 'remove-key-copy'
    ? t(`cards.by-hand.step.${kind}`)
    : t(`cards.step.${kind}`);
}

/** Larger numbers of parts, and of pieces of a step, than will occur. */
const widest = { number: 98, count: 99 };

/**
 * All remaining steps, in as few messages as have room for their lines. Lines for missing keys grow with the disks, and
 * every line must be shown to be typed.
 * @param data lines as the steps have them, not as they are typed
 */
export function byHandMessages(data: ByHandCard, reader: Reader): { body: MessageBody; more: MessageBody[] } {
  const { steps, shell } = data;
  const bodyOf = (of: ByHandCard, text = byHandText(of, reader)) => ({ text, card: byHandCard(of, reader) });
  const [whole = [], ...rest] = handParts(steps, shell, roomIn(data, reader));
  if (rest.length === 0) return { body: bodyOf({ ...data, steps: whole }), more: [] };

  const split = steps.map((step) => ({ ...step, piece: widest }));
  // Includes the text that only the first part has.
  const room = roomIn({ ...data, steps: split, part: { ...widest, number: 1 } }, reader);
  const parts = handParts(steps, shell, room);
  const partOf = (at: number) => ({ ...data, steps: parts[at] ?? [], part: { number: at + 1, count: parts.length } });
  return {
    body: bodyOf(partOf(0), `${byHandText(data, reader)} ${byHandText(partOf(0), reader)}`),
    more: parts.slice(1).map((_, at) => bodyOf(partOf(at + 1))),
  };
}

/** Bytes left for lines, next to the card's own text and the titles of all steps. */
function roomIn(data: ByHandCard, reader: Reader): number {
  const bare = data.steps.map((step) => ({ ...step, az: [], powershell: [] }));
  return cardBudgetBytes - Buffer.byteLength(JSON.stringify(byHandCard({ ...data, steps: bare }, reader)));
}
