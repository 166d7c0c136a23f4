import { z } from 'zod/v4';
import { cancelNeed } from '../../access/rules/actions.ts';
import { operationName, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import { armIdKey } from '../../kernel/arm-id.ts';
import { asFailure, CodedError } from '../../kernel/errors.ts';
import type { JobFacts } from '../../kernel/facts.ts';
import type { Need } from '../../kernel/permissions.ts';
import { ps, sh } from '../../kernel/quote.ts';
import { effectsHash } from '../../kernel/request.ts';
import { defineStored } from '../../kernel/stored.ts';
import type { AnyChange, ChangeView } from '../../requests/cards/gated-change.ts';
import { atVault, defineRequestKind } from '../../requests/request-kind.ts';
import { azVault, type ChangeLines, inVaultPs, vaultLines } from '../../requests/rules/change-lines.ts';
import { cancelRefusal } from '../../requests/rules/jobs.ts';
import { need, planTargetSchema, signed } from '../../requests/rules/stored-parts.ts';
import { defineStep } from '../../saga/step-handler.ts';

export type CancelEffects = { kind: 'cancel'; vault: string; job: string };

export type CancelPlan = { effects: CancelEffects; needs: Need[]; hash: string };

export function planCancel(job: Pick<JobFacts, 'id' | 'vaultId'>): CancelPlan {
  const effects: CancelEffects = { kind: 'cancel', vault: armIdKey(job.vaultId), job: job.id.toLowerCase() };
  return { effects, needs: [cancelNeed(job.vaultId)], hash: effectsHash(effects) };
}

/** Stored cancellation of a job. */
export const storedCancel = defineStored(
  'plan cancel',
  z.object({
    kind: z.literal('cancel'),
    target: planTargetSchema,
    plan: z.object({
      effects: signed('cancel', { kind: z.literal('cancel'), vault: z.string(), job: z.string() }),
      needs: z.array(need),
      hash: z.string(),
    }),
    job: z.object({ id: z.string(), operation: z.string(), requestId: z.string().optional() }),
    /** Id of the stopped request that this is part of. */
    within: z.string().optional(),
  }),
);

export type StoredCancel = z.infer<typeof storedCancel.schema>;

/** Stored result: the cancelled job. */
export const storedCancelled = defineStored('result cancel-job', z.object({ jobId: z.string() }));

export function asCancel(plan: { kind: string } | undefined): StoredCancel | undefined {
  return plan?.kind === 'cancel' ? (plan as StoredCancel) : undefined;
}

/** Asks a running job to stop. */
export const cancelRequest = defineRequestKind({
  name: 'cancel',
  stored: storedCancel,
  stepKinds: { 'cancel-job': 'finishes' },
  needs: ({ plan }) => plan.needs,
  ownNeeds: (plan) => atVault(plan, 'Microsoft.RecoveryServices/vaults/backupJobs/cancel/action'),

  async replan({ azure, inventory }, { target, plan, job }) {
    const vault = await inventory.vault(target.vaultId);
    const facts = await azure.jobs.get(vault, job.id);
    if (!facts) return { kind: 'moved', failure: { code: 'job-not-found', params: { id: job.id } } };
    const refusal = cancelRefusal(facts);
    return refusal ? { kind: 'refused', failure: refusal } : { kind: 'same', needs: plan.needs };
  },

  subject: ({ target: { vmName: vm, vaultName: vault }, plan: { hash }, job }) => ({
    change: cancelChange({ vm, vault, hash, job }),
  }),
  // One stop is told by one post: the card of what was stopped.
  lifecycle: { within: ({ within }) => within, failsWithin: true },
  // The request whose job it is says in its own thread how it ended: one stop has one closing reply.
  card: {
    closing: async (_parts, { request, plan }) =>
      request.state === 'succeeded' && plan.job.requestId ? undefined : {},
  },
  byHand: { lines: (_services, { target, job }) => cancelByHand(target.vaultId, job.id) },
});

/**
 * Asks Azure to cancel a job. Azure accepts that in any phase and reports in the operation whether it was too late;
 * only the job's state shows that it took effect.
 */
export const cancelJobStep = defineStep(cancelRequest, {
  job: 'none',
  result: storedCancelled,

  async send({ azure, inventory }, { plan: { target, job }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    return azure.jobCancellations.send({ vault, jobId: job.id, clientRequestId: attempt.id });
  },

  async find({ azure, inventory }, { plan: { target, job } }) {
    try {
      const facts = await azure.jobs.get(await inventory.vault(target.vaultId), job.id);
      if (facts?.status === 'Cancelling' || facts?.status === 'Cancelled') return { kind: 'found', jobId: job.id };
      if (facts?.status === 'InProgress') return { kind: 'absent' };
      return { kind: 'too-late', failure: { code: 'job-over', params: { id: job.id } } };
    } catch (error) {
      if (error instanceof CodedError) return { kind: 'unknown', failure: asFailure(error) };
      throw error;
    }
  },
});

/** @param about.job with its request, if any */
export function cancelChange({ job, ...about }: Omit<AnyChange, 'warnings'> & Pick<StoredCancel, 'job'>): ChangeView {
  return {
    kind: 'cancel',
    ...about,
    warnings: [],
    words: (reader) => ({
      operation: operationName(job, reader),
      of: job.requestId ? ` (${job.requestId})` : '',
    }),
    facts: (reader) => [{ title: texts(reader.language).t('cards.job.fact.id'), value: shown(job.id, 60) }],
  };
}

/** @param jobId the job's GUID */
export function cancelByHand(vaultId: string, jobId: string): ChangeLines {
  return vaultLines(vaultId, {
    az: [`az backup job stop ${azVault(vaultId)} --name ${sh(jobId)}`],
    powershell: [`Stop-AzRecoveryServicesBackupJob -JobId ${ps(jobId)} ${inVaultPs}`],
  });
}
