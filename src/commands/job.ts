import { jobCard, jobText } from '../cards/job.ts';
import { CodedError } from '../domain/errors.ts';
import type { JobFacts, VaultFacts } from '../domain/facts.ts';
import { readRequestId } from '../domain/request-id.ts';
import type { Answer } from '../domain/turn.ts';
import { readVault } from '../services/access.ts';
import { newNonce } from '../services/nonce.ts';
import { findJob, jobOfStep } from '../store/jobs.ts';
import { listSteps } from '../store/steps.ts';
import type { Command, Turn } from './command.ts';
import { idOf } from './request-of.ts';

/** One job by its own id or by the request that it works for, read anew from Azure. */
export const job: Command = {
  spec: {
    name: 'job',
    aliases: { en: ['progress', 'status'], nl: ['taak', 'voortgang'] },
    arguments: [{ kind: 'word-or-request-id', name: 'job', required: true }],
    examples: ['job R-7K2M', 'job 12bea6a4-0fec-46f3-9df1-0574d511c777'],
    sideEffect: 'none',
    section: 'jobs',
  },

  run: (turn, { args }) => show(turn, args.job ?? '', 'reply'),

  verbs: { 'view-job': (turn) => show(turn, idOf(turn), 'card') },
};

async function show(turn: Turn, asked: string, as: 'reply' | 'card'): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const id = await jobIdOf(turn, asked);
  const { vault, facts, requestId } = await read(turn, id, asked);
  await services.access.demand(incoming.from.objectId, readVault(vault.id), false);
  const data = {
    nonce: newNonce(),
    now: services.clock.now(),
    vault: vault.name,
    job: facts,
    ...(requestId && { requestId }),
    offers: ['view-job'],
  };
  const text = jobText(data, shared);
  const card = jobCard(data, shared);
  return as === 'card' ? { kind: 'card', card, text } : { kind: 'reply', body: { text, card } };
}

async function jobIdOf({ services }: Turn, asked: string): Promise<string> {
  const request = readRequestId(asked);
  if (request.kind !== 'id') return asked.toLowerCase();
  const { db } = services.store;
  for (const step of (await listSteps(db, request.id)).toReversed()) {
    const row = await jobOfStep(db, step.id);
    if (row) return row.job_id;
  }
  throw new CodedError('no-job-yet', { id: request.id });
}

async function read(
  { services }: Turn,
  id: string,
  asked: string,
): Promise<{ vault: VaultFacts; facts: JobFacts; requestId?: string }> {
  const { store, inventory, azure } = services;
  const known = await findJob(store.db, id);
  const vaults = known ? [await inventory.vault(known.vault_id)] : await inventory.vaults();
  for (const vault of vaults) {
    const facts = await azure.jobs.get(vault, id);
    if (facts) return { vault, facts, ...(known?.request_id && { requestId: known.request_id }) };
  }
  throw new CodedError('job-not-found', { id: asked });
}
