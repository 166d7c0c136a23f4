import type { RecoveryPointFacts, Tier } from '../domain/facts.ts';
import type { CardJson, Reader } from '../domain/turn.ts';
import { formatMoment } from '../text/dates.ts';
import { plain } from '../text/plain.ts';
import { texts } from '../text/texts.ts';
import { buttonsOf, refreshOf } from './button.ts';
import { render } from './render.ts';
import { clip } from './shown.ts';

/** The form of a restore. Its inputs are `point` (a recovery point's name) and `reason`. */
export type RestoreFormCard = {
  id: string;
  nonce: string;
  now: Date;
  /** Display name of whom the form belongs to. */
  owner: string;
  vm: string;
  vault: string;
  /** Newest first; the first 20 are offered. */
  points: { name: string; at: Date; consistency: RecoveryPointFacts['consistency']; tiers: Tier[] }[];
  /** What is filled in already: a recovery point's name and the reason. */
  chosen?: string;
  reason?: string;
  /** Where the disks will appear. */
  target: { group: string; staging: string };
  /** Said above the buttons, e.g. what was wrong with the last submit; already rendered. */
  problem?: string;
  refreshFor?: string[];
};

const mostPoints = 20;

/** Verbs: restore-plan (with the inputs), form-cancel; refresh: view-form. */
export function restoreFormCard(data: RestoreFormCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const vm = plain(data.vm);
  const offered = data.points.slice(0, mostPoints);
  const chosen = offered.find((point) => point.name === data.chosen) ?? offered[0];
  return render(
    'restore-form',
    {
      id: data.id,
      nonce: data.nonce,
      heading: t('cards.restore-form.heading', { vm }),
      owner: t('cards.restore-form.owner', { name: plain(clip(data.owner, 80)) }),
      points: offered.map((point, index) => ({ title: pointTitle(point, index, reader, data.now), value: point.name })),
      chosen: chosen?.name ?? '',
      reason: data.reason === undefined ? '' : clip(data.reason, 500),
      target: t('cards.restore-form.target', {
        group: plain(data.target.group),
        staging: plain(data.target.staging),
        vm,
      }),
      more: data.points.length > offered.length ? t('cards.restore-form.more', { vm }) : '',
      hasMore: data.points.length > offered.length,
      problem: data.problem ?? '',
      hasProblem: data.problem !== undefined,
      buttons: buttonsOf(['restore-plan', 'form-cancel'], language),
      twin: t('cards.restore-form.twin', { vm }),
      ...refreshOf(data.refreshFor),
    },
    reader,
  );
}

/** Choices are not Markdown. The number is what `restore <vm> #2` takes. */
function pointTitle(point: RestoreFormCard['points'][number], index: number, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  const tiers = point.tiers.map((tier) => t(`common.tier.${tier}`)).join(' + ');
  const parts = [formatMoment(point.at, reader, now), t(`common.consistency.${point.consistency}`), tiers];
  return `#${index + 1} ${parts.filter((part) => part !== '').join(', ')}`;
}
