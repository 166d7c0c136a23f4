import { texts } from '../../i18n/texts.ts';
import type { AnyChange, ChangeView } from '../../requests/cards/change-view.ts';
import { operationName } from '../../ui/operation-name.ts';
import { shown } from '../../ui/truncate.ts';

type Cancel = {
  /** As Azure spells it. */
  operation: string;
  jobId: string;
  /** The request that the job works for. */
  ofRequest?: string;
};

/** A running job is asked to stop. */
export function cancelChange({
  vm,
  vault,
  hash,
  operation,
  jobId,
  ofRequest,
}: Omit<AnyChange, 'warnings'> & Cancel): ChangeView {
  return {
    kind: 'cancel',
    vm,
    vault,
    hash,
    warnings: [],
    words: (reader) => ({
      operation: operationName({ operation }, reader),
      of: ofRequest === undefined ? '' : ` (${ofRequest})`,
    }),
    facts: (reader) => [{ title: texts(reader.language).t('cards.job.fact.id'), value: shown(jobId, 60) }],
  };
}
