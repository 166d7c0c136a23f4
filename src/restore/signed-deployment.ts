import { type Deviation, toAgree } from '../approval/rules/deviation.ts';
import { CodedError } from '../kernel/errors.ts';
import type { RequestServices } from '../requests/services.ts';
import { restoredDisks } from './restored-disks.ts';
import { compareTemplate } from './rules/compare-template.ts';
import { type Deployment, deploymentOf } from './rules/deployment.ts';
import { requireCheckedKeys } from './rules/known-keys.ts';
import { expectedOf, plannedMachine } from './rules/machine-of-plan.ts';
import { requireSigned } from './rules/require-signed.ts';
import { foreignError } from './rules/restored-set.ts';
import { restoreOf } from './rules/results.ts';
import { stagedOf } from './rules/staged.ts';
import { stagingOf } from './rules/staging-identity.ts';
import type { StoredRestore } from './stored-restore.ts';

type At = { plan: StoredRestore; results: Readonly<Record<string, unknown>>; agreed: readonly Deviation[] };

/**
 * The deployment of a restore's machine, built from what was signed. The template that Azure Backup left is only
 * compared with it: everyone who holds a key of the staging account may have written it anew.
 * @param size that was chosen when the step was tried again
 * @returns deviations: what somebody has to agree to first; the deployment then is none that may be sent
 * @throws rebuild.template-foreign, rebuild.disks-foreign, rebuild.keys-moved, rebuild.size-unknown, rebuild.config-*, blob-elsewhere, azure.*
 */
export async function signedDeployment(
  services: Pick<RequestServices, 'azure'>,
  at: At,
  size: string | undefined,
): Promise<{ kind: 'built'; deployment: Deployment } | { kind: 'deviates'; deviations: Deviation[] }> {
  const { plan, agreed } = at;
  const { body, effects } = plan.plan;
  const { disks, deviations } = await restoredDisks(services, at);
  requireCheckedKeys(
    disks.map(({ id, facts }) => ({ id, keys: facts.ade?.keys })),
    at.results,
  );
  const source = { ...plan, disks };
  const { template: uri } = stagedOf(
    restoreOf(at.results).properties,
    stagingOf(body),
    services.azure.stagingBlobs.suffix,
  );
  const template = uri && (await readTemplate(services, uri));
  const compared = template ? compareTemplate(template, expectedOf(source)) : undefined;
  if (compared && compared.foreign.length > 0) throw foreignError('rebuild.template-foreign', compared.foreign);
  const found = [...deviations, ...(compared?.deviations ?? [])];
  const open = toAgree(found, agreed);
  if (open.length > 0) return { kind: 'deviates', deviations: open };
  const machine = plannedMachine(source, size, found, compared?.taken);
  if (!machine) throw new CodedError('rebuild.size-unknown', { vm: plan.target.vmName });
  const deployment = deploymentOf(machine);
  requireSigned(
    deployment,
    effects,
    disks.map(({ id }) => id),
  );
  return { kind: 'built', deployment };
}

/** One that is gone has nothing to say against the plan. */
async function readTemplate({ azure }: Pick<RequestServices, 'azure'>, uri: string) {
  try {
    return await azure.stagingBlobs.readTemplate(uri);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'azure.not-found') return undefined;
    throw error;
  }
}
