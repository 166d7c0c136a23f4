import type { TierName } from '../domain/doctor/tiers.ts';
import { CodedError } from '../domain/errors.ts';
import { actions, restoreAction } from '../domain/restore-plan/actions.ts';
import type { Need } from './access.ts';
import { lastOf } from './plan-view.ts';
import type { Services } from './services.ts';
import type { StoredPlan, StoredRestore } from './stored-plan.ts';

type OwnNeed = Need & { tier: TierName };

/** The tier that a plan takes is not switched on where it would act: what would have been done is all there is to say. */
export class TierOffError extends CodedError {
  readonly plans: readonly StoredPlan[];
  /** The form whose plan was confirmed by text. */
  formId?: string;

  /** @param plans those that cannot be carried out @param need the first right that is missing for them */
  constructor(plans: readonly StoredPlan[], { tier, action, scope }: OwnNeed) {
    const [first] = plans;
    super(tier === 'rebuild' ? 'tier-off-rebuild' : 'tier-off', {
      tier,
      action,
      scope: lastOf(scope),
      setting: `TIER_${tier.toUpperCase()}`,
      vm: first?.target.vmName ?? '',
    });
    this.plans = plans;
  }
}

/**
 * Whether the bot's own identity may do all of this; from rights that may be a minute old. What cannot be told counts
 * as there: Azure then decides.
 * @throws TierOffError with every plan that it may not carry out
 */
export async function demandOwnTiers(services: Services, plans: readonly StoredPlan[]): Promise<void> {
  const objectId = await ownObjectId(services);
  if (objectId === undefined) return;
  const off: StoredPlan[] = [];
  let lacking: OwnNeed | undefined;
  for (const plan of plans) {
    const missing = await missingFor(services, objectId, plan);
    if (!missing) continue;
    off.push(plan);
    lacking ??= missing;
  }
  if (lacking) throw new TierOffError(off, lacking);
}

async function ownObjectId({ azure }: Services): Promise<string | undefined> {
  try {
    return await azure.self.objectId();
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}

async function missingFor({ access }: Services, objectId: string, plan: StoredPlan): Promise<OwnNeed | undefined> {
  const needs = ownNeeds(plan);
  try {
    const missing = await access.missing(objectId, needs, false);
    const no = missing.find(({ answer }) => answer === 'no');
    return no && needs.find(({ action, scope }) => action === no.action && scope === no.scope);
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}

const items = 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems';
const readBlobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read';

/**
 * Of the tiers' rights those without which a plan of this kind cannot even begin. Those of tier `grant` are not asked
 * for: without them a person is shown what to type.
 */
function ownNeeds(plan: StoredPlan): OwnNeed[] {
  const atVault = (tier: TierName, action: string): OwnNeed[] => [{ tier, action, scope: plan.target.vaultId }];
  switch (plan.kind) {
    case 'restore':
      return restoreNeeds(plan);
    case 'backup':
      return atVault('protect', `${items}/backup/action`);
    case 'cancel':
      return atVault('protect', 'Microsoft.RecoveryServices/vaults/backupJobs/cancel/action');
    case 'policy':
      return atVault('protect', 'Microsoft.RecoveryServices/vaults/backupPolicies/write');
    case 'grant-access':
      return plan.next ? ownNeeds(plan.next) : [];
    default:
      return atVault('protect', `${items}/write`);
  }
}

function restoreNeeds({ target, plan: { effects, steps } }: StoredRestore): OwnNeed[] {
  const { staging, target: to } = effects;
  const group = to.resourceGroup;
  const deploys = steps.some(({ kind, byHand }) => kind === 'deploy-vm' && !byHand);
  return [
    { tier: 'restore', action: restoreAction, scope: target.vaultId },
    ...(group === null ? [] : [{ tier: 'restore' as const, action: actions.writeDisk, scope: group }]),
    { tier: 'restore', action: actions.writeStaging, scope: staging },
    ...(deploys && group !== null
      ? [
          { tier: 'rebuild' as const, action: actions.deploy, scope: group },
          { tier: 'rebuild' as const, action: readBlobs, scope: staging, plane: 'data' as const },
        ]
      : []),
  ];
}
