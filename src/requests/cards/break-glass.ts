import { formatMoment } from '../../i18n/dates.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { reviewsNeeded } from '../../store/rules/decision.ts';
import { render } from '../../ui/render.ts';
import { hashPiece } from '../rules/approval.ts';

/** The card between the two taps of break-glass. */
export type BreakGlassConfirmCard = {
  id: string;
  nonce: string;
  vm: string;
  hash: string;
  name: string;
  ticket: string;
  reason: string;
};

export function breakGlassConfirmCard(data: BreakGlassConfirmCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const { id } = data;
  return render(
    'glass-confirm',
    {
      id,
      nonce: data.nonce,
      heading: t('approval.glass-confirm.heading', { vm: plain(data.vm) }),
      lead: t('approval.glass-confirm.lead', { id }),
      ticket: t('approval.glass-confirm.ticket', { ticket: shown(data.ticket, 60), reason: shown(data.reason, 300) }),
      twin: t('approval.glass-confirm.twin', { id, piece: hashPiece(data.hash) }),
      buttons: [{ verb: 'break-glass', title: t('approval.button.break-glass'), style: 'destructive' }],
    },
    reader,
  );
}

export function breakGlassConfirmText({ id, vm, name, hash }: BreakGlassConfirmCard, reader: Reader): string {
  return texts(reader.language).t('approval.glass-confirm.sentence', {
    id,
    vm: plain(vm),
    name: shown(name, 80),
    piece: hashPiece(hash),
  });
}

/** The review of a request that began without a vote: open until enough people have signed. */
export type ReviewCard = {
  id: string;
  nonce: string;
  now: Date;
  vm: string;
  requester: string;
  why: string;
  glass: { byName: string; ticket: string; reason: string; brokenAt: Date };
  signatures: readonly { name: string; at: Date; note: string }[];
};

export function reviewCard(data: ReviewCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const { id, glass, now, signatures } = data;
  const done = isDone(data);
  return render(
    'review',
    {
      id,
      nonce: data.nonce,
      style: done ? 'good' : 'attention',
      symbol: done ? '✓' : '!',
      heading: t('approval.review.heading', { vm: plain(data.vm) }),
      lead: t('approval.review.lead', {
        id,
        vm: plain(data.vm),
        name: shown(glass.byName, 80),
        when: formatMoment(glass.brokenAt, reader, now),
      }),
      ticket: t('approval.glass-confirm.ticket', { ticket: shown(glass.ticket, 60), reason: shown(glass.reason, 300) }),
      asked: t('approval.review.asked', { requester: shown(data.requester, 80), why: shown(data.why, 300) }),
      signatures: signatures.map(({ name, at, note }) => ({
        text: t(`approval.review.${note === '' ? 'signed' : 'signed-note'}`, {
          name: shown(name, 80),
          when: formatMoment(at, reader, now),
          note: shown(note, 300),
        }),
      })),
      state: done
        ? t('approval.review.done')
        : t('approval.review.open', { signed: signatures.length, needed: reviewsNeeded }),
      twin: t('approval.review.twin', { id }),
      hasTwin: !done,
      buttons: done ? [] : [{ verb: 'sign-review', title: t('approval.button.sign-review'), style: 'default' }],
    },
    reader,
  );
}

export function reviewText(data: ReviewCard, reader: Reader): string {
  const { t } = texts(reader.language);
  const { id, vm, glass } = data;
  if (isDone(data)) return t('approval.review.sentence-done', { id, vm: plain(vm) });
  return t('approval.review.sentence', {
    id,
    vm: plain(vm),
    name: shown(glass.byName, 80),
    ticket: shown(glass.ticket, 60),
  });
}

function isDone({ signatures }: ReviewCard): boolean {
  return signatures.length >= reviewsNeeded;
}
