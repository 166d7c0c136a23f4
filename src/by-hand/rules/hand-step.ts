import type { AdeKeys, MarketplacePlan, OsType, SetKey } from '../../kernel/facts.ts';
import type { AdePass } from '../../machines/rules/encryption-assessment.ts';
import type { RestorePlan, StepKind } from '../../restore/rules/plan.ts';
import type { PlannedDisk } from '../../restore/rules/planned-machine.ts';
import type { Security } from '../../restore/rules/signed-machine.ts';
import type { QuarantineLook } from '../../restore/rules/steps.ts';

/** Steps of a restore, into quarantine as well. */
export type HandKind = StepKind | QuarantineLook;

/** A step as lines that can be copied, in the order in which they are typed. None holds a secret. */
export type HandStep = {
  /** The last two choose a subscription. */
  kind: HandKind | 'sign-in' | 'other-subscription';
  /** For bash, with az and jq: what the Cloud Shell has. */
  az: string[];
  powershell: string[];
  /** Clears away what must not stay, whether the lines before it ran or failed. */
  clears?: { az: string; powershell: string };
  /**
   * The same as plain requests, in `az rest`; [] where the step only looks, or takes what only another line of the step
   * can tell.
   */
  rest: string[];
  /** ARM id that the portal opens. */
  portal: string;
  /** Whether the lines read or write what stands in the resource group of the restore. */
  atGroup: boolean;
  /** It is under way: the lines wait for it, or only look where there is nothing yet to wait for. */
  underWay?: 'waits' | 'looks' | 'unknown';
};

/** What the bot has sent and not seen the end of. */
export type UnderWay = {
  kind: string;
  /** Of its attempt: a job carries it as its activity id. */
  attemptId: string;
  /** Of the restore, once Azure has told it. */
  jobId?: string;
  /** Of the machine. */
  deployment?: string;
};

/** What the lines name. Everything is what the request really uses; what is not known yet is read by the lines. */
export type HandFacts = {
  /** Tagged onto what is made; absent: no request was made, the lines are for a machine. */
  requestId?: string;
  vault: { id: string; name: string; resourceGroup: string; subscriptionId: string };
  containerName: string;
  itemName: string;
  vm: { id: string; name: string };
  osType: OsType;
  /** When the point was taken. */
  pointAt: Date;
  /** The paired region, where the lines restore a geo-redundant vault's copies. */
  inPair?: string;
  plan: Pick<RestorePlan, 'body' | 'effects' | 'steps'>;
  /** The machine that is made. size: undefined where nobody knows. */
  machine: {
    groupId: string;
    name: string;
    region: string;
    subnetId?: string;
    size?: string;
    zone?: string;
    security?: Security[];
    /** Of a confidential machine: how its OS disk is encrypted with its state. */
    stateEncryption?: string;
    plan?: MarketplacePlan;
    licenseType?: string;
    diskController?: string;
    acceleratedNetworking?: boolean;
  };
  /** Kinds of steps that need no more lines. */
  done: readonly string[];
  /** The bot's own: nothing of it is begun a second time. */
  underWay?: UnderWay;
  /** Of the restore that has ended, or is under way. */
  jobId?: string;
  /** What the restore made, once that can be read. */
  disks?: readonly PlannedDisk[];
  /** Files of unmanaged disks instead. */
  files?: readonly { lun: number; uri: string }[];
  /** Encrypted with ADE: its keys, as they are to be found now. [] for other machines. */
  keys: readonly AdeKeys[];
  /** Of Azure Disk Encryption; dual takes the secret of an Entra application. */
  pass: AdePass;
  /** How each of them stands; soft-deleted ones are recovered, missing ones come from the blob. */
  away: readonly { url: string; state: 'soft-deleted' | 'missing' }[];
  /** Of a confidential machine with a key of the customer's. exportJobId: of the restore that failed and brought it out. */
  setKey?: SetKey & { exportJobId?: string };
  /** Restored disks onto which encryption settings are to be written, each with the keys that it has: a pair per disk. */
  settings: readonly { lun: number; keys: AdeKeys }[];
  /** The encryption-info blob: its address once the restore has ended; gone if there is none (any more). */
  keyCopy: { uri: string } | 'not-yet' | 'gone';
  /** Where the blob is gone: the ARM id of the point, if that holds the keys too, as those of before July 2017 do. */
  keysInPoint?: string;
};
