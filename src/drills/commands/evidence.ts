import { oncePerActivity } from '../../chat/idempotency.ts';
import type { Command } from '../../chat/turn.ts';
import { formatMoment } from '../../i18n/dates.ts';
import { shown } from '../../i18n/plain.ts';
import { named, texts } from '../../i18n/texts.ts';
import { CodedError } from '../../kernel/errors.ts';
import { requireAuditReader } from '../../requests/request-readers.ts';
import { auditHead } from '../../store/audit.ts';
import { readEvidence, readPopulation } from '../read-evidence.ts';
import { evidenceHeader, parseQuarter, type QuarterEvidence } from '../rules/evidence.ts';

/**
 * Previews the evidence of a quarter for people who may read the audit, with the head of the audit's chain: somebody
 * who rewrites the tables can't change a message that was already sent. `npm run evidence` writes the files themselves,
 * on the bot's host.
 */
export const evidence: Command = {
  spec: {
    ...named('evidence'),
    arguments: [{ kind: 'word', name: 'quarter', required: true }],
    sideEffect: 'none',
    section: 'audit',
  },
  takes: 'audit',

  async run(turn, { args }) {
    const { services, incoming, personal } = turn;
    await requireAuditReader(services, incoming.from);
    const period = parseQuarter(args.quarter ?? '');
    if (!period) throw new CodedError('drill-quarter', { typed: (args.quarter ?? '').slice(0, 20) });
    const { azure, config, clock, store } = services;
    const { population, unread } = await readPopulation(azure, config.subscriptions);
    const header = evidenceHeader(period, { now: clock.now(), version: '', cloud: config.cloud });
    const { evidence: read } = await readEvidence(store.db, header, { population, unread });
    const { quarter } = period;
    const made = read.packs.at(-1);
    return oncePerActivity(turn, async (tx) => {
      tx.audit({ actor: incoming.from, event: 'evidence.told', details: { quarter, runs: read.runs.length } });
      const { seq, hash } = await auditHead(tx.db);
      const { t } = texts(personal.language);
      const whenOf = (at: string) => formatMoment(new Date(at), personal, clock.now());
      const files: Part = made
        ? ['made', { quarter, digest: made.digest, when: whenOf(made.at) }]
        : ['none', { quarter }];
      const said: Part[] = [...summary(read), ['head', { head: `${seq}:${hash}` }], files, ['files', { quarter }]];
      return { kind: 'notice', text: said.map(([part, params]) => t(`drill.evidence.${part}`, params)).join('\n\n') };
    });
  },
};

type Part = readonly [part: string, params: Record<string, string | number>];

function summary({ quarter, coverage, runs, failures, exceptions, unread, simulated }: QuarterEvidence): Part[] {
  const count = (...scores: string[]) => coverage.filter(({ score }) => scores.includes(score)).length;
  const proven = count('inside', 'application', 'restored');
  const counts = { proven, booted: count('booted'), failed: count('failed'), never: count('never') };
  const open = failures.filter(({ retest }) => retest === null).map(({ vm, id }) => `${vm} (${id})`);
  return [
    ['counts', { quarter, count: coverage.length, ...counts }],
    ['runs', { runs: runs.length, failures: failures.length, exceptions: exceptions.length }],
    ...(open.length > 0 ? [['open', { names: shown(open.join(', ')) }] as const] : []),
    ...(unread.length > 0 ? [['unread', { names: shown(unread.join(', ')) }] as const] : []),
    ...(simulated ? [['simulated', {}] as const] : []),
  ];
}
