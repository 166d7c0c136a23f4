import { formatMoment } from '../../i18n/dates.ts';
import { clip, plain } from '../../i18n/plain.ts';
import { type Texts, texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { RecoveryPointFacts, Tier } from '../../kernel/facts.ts';
import { type Button, buttonsOf, refreshOf } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';
import type { MendKind } from '../rules/offers.ts';
import type { OfPlan } from '../rules/plan.ts';
import { joinsOriginal, makesMachine, type RestoreKind } from '../rules/restore-kinds.ts';
import { hintLines, pointMarks, type RestoreHints } from './restore-hints.ts';

/** The form of a restore. Its inputs are `point`, `reason` and `make`, and behind "Change" those of RestoreChanges. */
export type RestoreFormCard = {
  id: string;
  nonce: string;
  now: Date;
  /** Display name of whom the form belongs to. */
  owner: string;
  vm: string;
  vault: string;
  /** Newest first; the first 20 are offered, and an older one that was asked for. */
  points: { name: string; at: Date; consistency: RecoveryPointFacts['consistency']; tiers: Tier[] }[];
  /** Inputs that are filled in already: a recovery point's name and the reason. */
  chosen?: string;
  reason?: string;
  hints?: RestoreHints;
  makes: { offered: RestoreKind[]; refused: { make: RestoreKind; why: OfPlan }[]; chosen: RestoreKind };
  changes: RestoreChanges;
  /** The place where the copy will appear. */
  target: { group: string; staging: string };
  /** The problem with the last submit, already rendered; beside its field, or above the buttons. */
  problem?: { field?: ProblemField; text: string };
  mend?: MendButton;
  refreshFor?: string[];
};

/** The button that makes the plan with the one change that mends it. */
export type MendButton = { kind: MendKind; make: RestoreKind; name: string; at?: Date };

const mostPoints = 20;

/**
 * Number of points that a form keeps: those that it offers, the chosen one, and one more that tells whether there are
 * older.
 */
export function pointsInForm(chosen: number): number {
  return Math.max(mostPoints, chosen + 1) + 1;
}

/** Verbs: restore-plan (with the inputs), restore-mended, form-cancel; refresh: view-form. */
export function restoreFormCard(data: RestoreFormCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const vm = plain(data.vm);
  const place = Math.max(
    0,
    data.points.findIndex((point) => point.name === data.chosen),
  );
  const chosen = data.points[place];
  const offered = [...data.points.slice(0, mostPoints), ...(chosen && place >= mostPoints ? [chosen] : [])];
  const { problem, makes } = data;
  const named = data.changes.subnets.length > 0;
  const general = problem && problem.field === undefined ? problem.text : undefined;
  return render(
    'restore-form',
    {
      id: data.id,
      nonce: data.nonce,
      heading: t('cards.restore-form.heading', { vm }),
      owner: t('cards.restore-form.owner', { name: plain(clip(data.owner, 80)) }),
      points: offered.map((point, index) => ({
        title: pointTitle(data, index < mostPoints ? index : place, reader),
        value: point.name,
      })),
      chosen: chosen?.name ?? '',
      hints: hintLines(data.hints, data.points, reader, data.now).map((text) => ({ text })),
      reason: data.reason === undefined ? '' : clip(data.reason, 500),
      makes: makes.offered.map((make) => ({
        title: t(`cards.restore-form.makes.${make}${named && joinsOriginal(make) ? '-gone' : ''}`, { vm: data.vm }),
        value: make,
      })),
      make: makes.chosen,
      refused: refusedLine(data, reader),
      hasRefused: makes.refused.some(({ why }) => why.code !== 'quarantine-no-place'),
      target: t('cards.restore-form.target', { group: plain(data.target.group), staging: plain(data.target.staging) }),
      more: data.points.length > mostPoints ? t('cards.restore-form.more', { vm }) : '',
      hasMore: data.points.length > mostPoints,
      problem: general ?? '',
      hasProblem: general !== undefined,
      ...restoreChanges(data, reader),
      buttons: [...mendButtons(data, language, reader), ...buttonsOf(['restore-plan', 'form-cancel'], language)],
      twin: t('cards.restore-form.twin', { vm, point: typedPoint(place, language), words: typedWords(data, language) }),
      ...refreshOf(data.refreshFor),
    },
    reader,
  );
}

/** Without inputs: the change is made to what was submitted. None where nothing mends the plan. */
export function mendButtons(
  { mend, now }: { mend?: MendButton | undefined; now: Date },
  language: Texts,
  reader: Reader,
): Button[] {
  if (!mend) return [];
  const { kind, make, name, at } = mend;
  const title = language.t(`cards.restore-form.mend.${kind}`, {
    make: language.t(`cards.restore-form.kinds.${make}`),
    name: clip(name, 64),
    when: at ? formatMoment(at, reader, now) : '',
  });
  return buttonsOf(['restore-mended'], language, title);
}

/** Choices are not Markdown, and a narrow picker cuts their end: what speaks against a point comes first. The number is what `restore <vm> #2` takes. */
function pointTitle({ points, hints, now }: RestoreFormCard, index: number, reader: Reader): string {
  const point = points[index];
  if (!point) return '';
  const { t } = texts(reader.language);
  const tiers = point.tiers.map((tier) => t(`common.tier.${tier}`)).join(' + ');
  const { against, other } = pointMarks(hints, point.name, index + 1, reader);
  const parts = [
    formatMoment(point.at, reader, now),
    ...against,
    t(`common.consistency.${point.consistency}`),
    tiers,
    ...other,
  ];
  return `#${index + 1} ${parts.filter((part) => part !== '').join(', ')}`;
}

/** "Not offered: replace existing (not for Azure Disk Encryption), …": one line, however many they are. */
function refusedLine({ makes, vm }: RestoreFormCard, reader: Reader): string {
  const { t, has } = texts(reader.language);
  // Quarantine is no choice where there is no place for it, so no reason against it is shown.
  const shown = makes.refused.filter(({ why }) => why.code !== 'quarantine-no-place');
  const list = shown.map(({ make, why }) => {
    const key = `cards.restore-form.why.${why.code.replace(/^(new-vm|replace|rebuild)-/, '')}`;
    return t('cards.restore-form.not-offered-one', {
      make: t(`cards.restore-form.kinds.${make}`),
      why: t(has(key) ? key : 'cards.restore-form.why.other', { vm: plain(vm) }),
    });
  });
  return t('cards.restore-form.not-offered', { list: list.join(', ') });
}

/** The newest is likely meant as such, whatever comes before the line is typed. */
function typedPoint(place: number, { t }: Texts): string {
  return place === 0 ? t('cards.restore-form.typed.latest') : `#${place + 1}`;
}

/** The line that does the same as the form as it stands. */
function typedWords({ makes, changes }: RestoreFormCard, { t }: Texts): string {
  const name = makesMachine(makes.chosen) ? `${t('cards.restore-form.typed.as')} ${plain(changes.name)} ` : '';
  return `${name}${t(`cards.restore-form.typed.${makes.chosen}`)} `;
}

/** Choices behind "Change": an empty list offers no choice. */
export type RestoreChanges = {
  /** Name of the new machine. */
  name: string;
  sizes: string[];
  size?: string;
  /** The size of the original. */
  ownSize?: string;
  zones: string[];
  zone?: string;
  /** Data disks; the OS disk always comes along. */
  disks: { lun: number; name: string }[];
  /** Chosen data disks; absent: all. */
  luns?: readonly number[];
  /** Whether the extension may be asked for, and whether it is. */
  extension?: boolean;
  /** Whether a point in the archive comes back with high priority. */
  urgent?: boolean;
  sets: { id: string; name: string }[];
  set?: string;
  subnets: { id: string; name: string }[];
  subnet?: string;
};

/** Fields that a mistake can stand beside; the last two are always on the form. */
export const problemFields = ['name', 'size', 'zone', 'disks', 'set', 'point', 'reason'] as const;

export type ProblemField = (typeof problemFields)[number];

type Choice = { title: string; value: string };

/** Stands for "as the original" and for "none": an empty choice is not sent. */
export const sameAsOriginal = 'original';

/**
 * The part of the form that stands behind "Change", and what is wrong beside each field. It is open at once where
 * something in it is wrong, so that the message is not behind a button.
 */
function restoreChanges(
  form: {
    makes: { offered: readonly RestoreKind[] };
    changes: RestoreChanges;
    problem?: { field?: ProblemField; text: string };
  },
  reader: Reader,
): object {
  const { makes, changes, problem } = form;
  const { t } = texts(reader.language);
  const problemOf = (field: ProblemField) => (problem?.field === field ? `✗ ${problem.text}` : '');
  const own = { title: ownSize(changes.ownSize, reader), value: sameAsOriginal };
  const asks = {
    hasName: makes.offered.some(makesMachine),
    hasSize: changes.sizes.length > 0,
    hasZone: changes.zones.length > 0,
    hasDisks: changes.disks.length > 1,
    hasExtension: changes.extension !== undefined,
    hasUrgent: changes.urgent !== undefined,
    hasSubnet: changes.subnets.length > 0,
    hasSet: changes.sets.length > 0,
  };
  return {
    ...asks,
    hasChanges: Object.values(asks).includes(true),
    changesOpen: problem?.field !== undefined && problem.field !== 'point' && problem.field !== 'reason',
    pointProblem: problemOf('point'),
    hasPointProblem: problem?.field === 'point',
    reasonProblem: problemOf('reason'),
    hasReasonProblem: problem?.field === 'reason',
    name: clip(changes.name, 64),
    nameProblem: problemOf('name'),
    hasNameProblem: problem?.field === 'name',
    sizes: [own, ...named(changes.sizes)],
    size: changes.size ?? sameAsOriginal,
    sizeProblem: problemOf('size'),
    hasSizeProblem: problem?.field === 'size',
    zones: [{ title: t('cards.restore-form.own'), value: sameAsOriginal }, ...named(changes.zones)],
    zone: changes.zone ?? sameAsOriginal,
    zoneProblem: problemOf('zone'),
    hasZoneProblem: problem?.field === 'zone',
    disks: changes.disks.map(({ lun, name }) => ({
      title: t('cards.restore-form.disk', { lun, name: clip(name, 60) }),
      value: String(lun),
    })),
    luns: (changes.luns ?? changes.disks.map(({ lun }) => lun)).join(','),
    disksProblem: problemOf('disks'),
    hasDisksProblem: problem?.field === 'disks',
    extension: String(changes.extension === true),
    urgent: String(changes.urgent === true),
    sets: [
      { title: t('cards.restore-form.set-none'), value: sameAsOriginal },
      ...changes.sets.map(({ id, name }) => ({ title: clip(name, 80), value: id })),
    ],
    subnets: changes.subnets.map(({ id, name }) => ({ title: clip(name, 80), value: id })),
    subnet: changes.subnet ?? changes.subnets[0]?.id ?? '',
    set: changes.set ?? sameAsOriginal,
    setProblem: problemOf('set'),
    hasSetProblem: problem?.field === 'set',
  };
}

function named(values: readonly string[]): Choice[] {
  return values.map((value) => ({ title: value, value }));
}

function ownSize(size: string | undefined, reader: Reader): string {
  const { t } = texts(reader.language);
  return size === undefined ? t('cards.restore-form.own') : t('cards.restore-form.size-own-known', { size });
}
