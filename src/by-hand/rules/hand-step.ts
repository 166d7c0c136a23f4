import { subscriptionOf } from '../../kernel/arm-id.ts';
import type { AdeKeys, MarketplacePlan, OsType, SetKey } from '../../kernel/facts.ts';
import { ps } from '../../kernel/quote.ts';
import type { AdePass } from '../../machines/rules/encryption-assessment.ts';
import type { RestorePlan, StepKind } from '../../restore/rules/plan.ts';
import type { PlannedDisk } from '../../restore/rules/planned-machine.ts';
import type { Security } from '../../restore/rules/signed-machine.ts';
import type { QuarantineSafeguard } from '../../restore/rules/steps.ts';

/** Steps of a restore, including a quarantine restore. */
export type HandKind = StepKind | QuarantineSafeguard;

/** A step as lines to copy, in typing order. No line contains a secret. */
export type HandStep = {
  /** The last two select a subscription. */
  kind: HandKind | 'sign-in' | 'other-subscription';
  /** For bash with az and jq, as in the Cloud Shell. */
  az: string[];
  powershell: string[];
  /** Removes what must not stay, whether the step's lines succeeded or failed. */
  clears?: { az: string; powershell: string };
  /**
   * The same as plain requests through `az rest`; [] if the step only reads, or needs what only another of its lines
   * knows.
   */
  rest: string[];
  /** ARM id to open in the portal. */
  portal: string;
  /** Whether the lines read or write something in the restore's resource group. */
  atGroup: boolean;
  /** Set if the step is under way: the lines wait for it, or only look if there is nothing yet to wait for. */
  underWay?: 'waits' | 'looks' | 'unknown';
};

/** A step that the bot has sent and whose end it has not seen. */
export type UnderWay = {
  kind: string;
  /** Id of its attempt, which a job has as its activity id. */
  attemptId: string;
  /** The restore's job, once Azure has named it. */
  jobId?: string;
  /** The machine's deployment. */
  deployment?: string;
};

/** Facts in the lines, all as the request uses them; the lines read what is not known yet. */
export type HandFacts = {
  /** Tag of created resources; absent for lines about a machine, which have no request. */
  requestId?: string;
  vault: { id: string; name: string; resourceGroup: string; subscriptionId: string };
  containerName: string;
  itemName: string;
  vm: { id: string; name: string };
  osType: OsType;
  /** Time of the recovery point. */
  pointAt: Date;
  /** The paired region, if the lines restore a geo-redundant vault's copies. */
  inPair?: string;
  plan: Pick<RestorePlan, 'body' | 'effects' | 'steps'>;
  /** The machine to create. size: undefined if unknown. */
  machine: {
    groupId: string;
    name: string;
    region: string;
    subnetId?: string;
    size?: string;
    zone?: string;
    security?: Security[];
    /** For a confidential machine: how its OS disk is encrypted with its state. */
    stateEncryption?: string;
    plan?: MarketplacePlan;
    licenseType?: string;
    diskController?: string;
    acceleratedNetworking?: boolean;
  };
  /** Step kinds that need no more lines. */
  done: readonly string[];
  /** The bot's own step, which the lines must not start a second time. */
  underWay?: UnderWay;
  /** Job of the restore that has ended or is under way. */
  jobId?: string;
  /** The restored disks, once they can be read. */
  disks?: readonly PlannedDisk[];
  /** Restored files instead, for unmanaged disks. */
  files?: readonly { lun: number; uri: string }[];
  /** The machine's ADE keys, by their current addresses; [] without ADE. */
  keys: readonly AdeKeys[];
  /** ADE pass; dual needs the secret of an Entra application. */
  pass: AdePass;
  /** Keys and secrets that are gone: soft-deleted ones are recovered, missing ones come from the blob. */
  away: readonly { url: string; state: 'soft-deleted' | 'missing' }[];
  /** For a confidential machine with a customer-managed key. exportJobId: the failed restore that exported the key. */
  setKey?: SetKey & { exportJobId?: string };
  /** Restored disks that need encryption settings, each with its own pair of keys. */
  settings: readonly { lun: number; keys: AdeKeys }[];
  /** The encryption-info blob: its address once the restore has ended; gone if there is none, or no longer. */
  keyCopy: { uri: string } | 'not-yet' | 'gone';
  /** If the blob is gone: ARM id of the point, if that contains the keys too, as points from before July 2017 do. */
  keysInPoint?: string;
};

/** The target subscription, if the vault is in another. */
export function otherSubscription({ vault, machine }: Pick<HandFacts, 'vault' | 'machine'>): string | undefined {
  const target = subscriptionOf(machine.groupId);
  return target === '' || target === vault.subscriptionId.toLowerCase() ? undefined : target;
}

/**
 * PowerShell lines that read the vault, next to others in the target subscription. These cmdlets have no subscription
 * parameter, and not all of them respect -DefaultProfile (azure-powershell 12121, 21688).
 */
export function besideTargetPs(facts: HandFacts, lines: readonly string[]): string[] {
  if (otherSubscription(facts) === undefined) return [...lines];
  return [
    '$here = (Get-AzContext).Subscription.Id',
    `Set-AzContext -Subscription ${ps(facts.vault.subscriptionId)} | Out-Null`,
    ...lines,
    'Set-AzContext -Subscription $here | Out-Null',
  ];
}
