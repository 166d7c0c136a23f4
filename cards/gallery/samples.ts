import { readdirSync, readFileSync } from 'node:fs';
import type { CardName } from '../../src/cards/card-names.ts';
import { formBusyCard } from '../../src/cards/form-busy.ts';
import { formFoldedCard } from '../../src/cards/form-folded.ts';
import { commandHelpCard, helpCard } from '../../src/cards/help.ts';
import { jobCard } from '../../src/cards/job.ts';
import { failureCard, noticeCard } from '../../src/cards/notice.ts';
import { requestCard } from '../../src/cards/request.ts';
import { requestsCard } from '../../src/cards/requests.ts';
import { restoreConfirmCard } from '../../src/cards/restore-confirm.ts';
import { restoreFormCard } from '../../src/cards/restore-form.ts';
import { vmCard } from '../../src/cards/vm.ts';
import { vmListCard } from '../../src/cards/vm-list.ts';
import { whoamiCard } from '../../src/cards/whoami.ts';
import type { CardJson, Reader } from '../../src/domain/turn.ts';

export type Sample = { card: CardName; name: string; render(reader: Reader): CardJson };

type Renderer = (data: never, reader: Reader) => CardJson;

const renderers: Record<CardName, Renderer> = {
  help: (data: Parameters<typeof helpCard>[0] & { spec?: Parameters<typeof commandHelpCard>[0] }, reader) =>
    data.spec ? commandHelpCard(data.spec, reader) : helpCard(data, reader),
  whoami: whoamiCard,
  vm: vmCard,
  'vm-list': vmListCard,
  'restore-form': restoreFormCard,
  'form-busy': formBusyCard,
  'form-folded': formFoldedCard,
  'restore-confirm': restoreConfirmCard,
  request: requestCard,
  requests: requestsCard,
  job: jobCard,
  notice: (data: Parameters<typeof noticeCard>[0] & { failure?: Parameters<typeof failureCard>[0] }, reader) =>
    data.failure ? failureCard(data.failure, reader) : noticeCard(data, reader),
};

const folder = new URL('../', import.meta.url);

/** Every named case of every /cards/<name>.sample.json. */
export function readSamples(): Sample[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sample.json'));
  return files.sort().flatMap((file) => {
    const card = file.replace('.sample.json', '') as CardName;
    const cases: Record<string, never> = JSON.parse(readFileSync(new URL(file, folder), 'utf8'), reviveDate);
    return Object.entries(cases).map(([name, data]) => ({
      card,
      name,
      render: (reader: Reader) => renderers[card](data, reader),
    }));
  });
}

/** JSON has no dates: a text that is a moment becomes one. */
function reviveDate(_key: string, value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? new Date(value) : value;
}
