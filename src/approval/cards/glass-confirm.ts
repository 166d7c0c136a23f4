import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { render } from '../../ui/render.ts';
import { shown } from '../../ui/truncate.ts';
import { hashPiece } from '../rules/approval.ts';

/** Between the first and the second tap of breaking the glass. */
export type GlassConfirmCard = {
  id: string;
  nonce: string;
  vm: string;
  hash: string;
  name: string;
  ticket: string;
  reason: string;
};

export function glassConfirmCard(data: GlassConfirmCard, reader: Reader): CardJson {
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

export function glassConfirmText({ id, vm, name, hash }: GlassConfirmCard, reader: Reader): string {
  return texts(reader.language).t('approval.glass-confirm.sentence', {
    id,
    vm: plain(vm),
    name: shown(name, 80),
    piece: hashPiece(hash),
  });
}
