import { actions } from '../../access/rules/actions.ts';
import { nameOf, networkOf } from '../../kernel/arm-id.ts';
import { asFailure, CodedError } from '../../kernel/errors.ts';
import { type StoredRelease, storedRelease } from '../../protection/stored.ts';
import { defineRequestKind, type Replanned } from '../../requests/request-kind.ts';
import type { RequestServices } from '../../requests/services.ts';
import { listVotes } from '../../store/approvals.ts';
import { findRequest } from '../../store/requests.ts';
import { releaseChange } from '../cards/release-change.ts';
import { readHeldCopy } from '../held-copies.ts';
import { planRelease } from '../plan-release.ts';
import { releaseByHand } from '../rules/release.ts';

/** A copy leaves quarantine for a subnet of the same network, once somebody agreed to what changes for it. */
export const releaseRequest = defineRequestKind({
  name: 'release',
  stored: storedRelease,
  // A copy that has moved must not stay marked as one in quarantine.
  stepKinds: { 'release-move': 'finishes', 'release-tag': 'follows' },
  approval: {
    operations: ['release'],
    // Whoever put it there, or agreed to that, does not say alone that it is clean.
    async involved(db, { plan: { effects } }) {
      const request = await findRequest(db, effects.quarantine);
      const votes = await listVotes(db, effects.quarantine);
      const glass = request?.glass?.brokenAt ? request.glass.byOid : undefined;
      const oids = [request?.requester_oid, request?.holder_oid, glass, ...votes.map(({ voter_oid }) => voter_oid)];
      return oids.filter((oid) => typeof oid === 'string');
    },
  },
  needs: needsOfRelease,
  replan,
  subject({ target, plan, subnetId, pointAt }) {
    const { effects, hash } = plan;
    const copy = nameOf(effects.machine.id);
    return {
      plan: releaseChange({
        vm: target.vmName,
        vault: target.vaultName,
        hash,
        warnings: effects.identities.length > 0 ? [{ code: 'release-identities', params: { copy } }] : [],
        copy,
        of: effects.quarantine,
        point: new Date(pointAt),
        from: nameOf(effects.from),
        to: nameOf(subnetId),
        network: nameOf(networkOf(subnetId)),
        ...(effects.securityGroup !== null && { group: nameOf(effects.securityGroup) }),
        rules: effects.rules,
      }),
    };
  },
  // The card of the quarantine offers the release until there was one.
  lifecycle: {
    notifies: ({ plan, subnetId }, id) => ({
      request: plan.effects.quarantine,
      says: { code: 'released', params: { copy: nameOf(plan.effects.machine.id), subnet: nameOf(subnetId), id } },
    }),
  },
  ownNeeds: ({ groupId }) => [{ tier: 'rebuild', action: actions.deploy, scope: groupId }],
  // Only the signed copy leaves quarantine, and only for the signed place.
  byHand: {
    asSigned: () => true,
    lines: (_services, { groupId, subnetId, plan }) =>
      releaseByHand({ groupId, subnetId, nicId: plan.effects.nic.id, machineId: plan.effects.machine.id }),
  },
});

/** Rights that the requester and the assignee must hold. */
export function needsOfRelease({ groupId, subnetId }: Pick<StoredRelease, 'groupId' | 'subnetId'>) {
  return [
    { action: actions.deploy, scope: groupId },
    { action: actions.writeInterface, scope: groupId },
    { action: actions.joinSubnet, scope: subnetId },
  ];
}

/** The same release by what stands there now: machine, interface, subnet, its rules, identities. */
async function replan(services: RequestServices, stored: StoredRelease): Promise<Replanned> {
  const { quarantine, machine } = stored.plan.effects;
  const request = await findRequest(services.store.db, quarantine);
  const held = request && (await readHeldCopy(services, request));
  const params = { copy: nameOf(machine.id), id: quarantine };
  if (!held) return { kind: 'refused', failure: { code: 'release-not-held', params } };
  try {
    const now = await planRelease(services, held, stored.subnetId);
    if (now.plan.hash === stored.plan.hash) return { kind: 'same', needs: needsOfRelease(stored) };
    return { kind: 'moved', failure: { code: 'release-moved', params } };
  } catch (error) {
    if (!(error instanceof CodedError) || error.code.startsWith('azure.')) throw error;
    return { kind: 'refused', failure: asFailure(error) };
  }
}
