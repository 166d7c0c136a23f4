import { ps, sh } from '../../kernel/quote.ts';
import { mayRestore, type StepKind } from '../../restore/rules/plan.ts';
import { settingsLines } from './disk-lines.ts';
import { extensionLines } from './extension-lines.ts';
import { fileMachineLines } from './file-lines.ts';
import type { HandFacts, HandKind, HandStep } from './hand-step.ts';
import { checkKeyLines, recoverKeyLines, removeCopyLines } from './key-lines.ts';
import { machineLines, tagLines, verifyLines } from './machine-lines.ts';
import { apartLines, closeDisksLines } from './quarantine-lines.ts';
import { restoreLines } from './restore-lines.ts';
import { setKeyLines } from './set-key-lines.ts';
import { otherSubscription } from './tools.ts';
import { waitingFor } from './under-way.ts';

/**
 * Everything that is left to do, as lines. A restore of disks alone goes on to the machine here too: that is what the
 * lines are asked for. Steps that are done are not repeated, one that is under way is waited for.
 */
export function byHand(facts: HandFacts): HandStep[] {
  const done = new Set(facts.done);
  const left = handSteps(facts)
    .filter(({ kind }) => !done.has(kind))
    .map((step) => waitingFor(facts, step));
  // What comes after it takes what it makes.
  const unknown = left.findIndex(({ underWay }) => underWay === 'unknown');
  const known = unknown === -1 ? left : left.slice(0, unknown + 1);
  if (known.length === 0) return [];
  return [subscriptionLines('sign-in', facts.vault.id, facts.vault.subscriptionId), ...inTarget(facts, known)];
}

/**
 * What works in the resource group of the restore does so in its subscription; the vault may be of another. The restore
 * itself is begun at the vault, and is told both.
 */
function inTarget(facts: HandFacts, steps: HandStep[]): HandStep[] {
  const target = otherSubscription(facts);
  const at = steps.findIndex(({ kind, atGroup }) => atGroup && !mayRestore.includes(kind));
  if (at === -1 || target === undefined) return steps;
  const change = subscriptionLines('other-subscription', facts.machine.groupId, target);
  return [...steps.slice(0, at), change, ...steps.slice(at)];
}

/** Of each kind of step, in the order in which they are typed: for a new one the compiler asks. */
const linesOf: Record<HandKind, (facts: HandFacts) => HandStep[]> = {
  'export-key': keyOfSetLines,
  'recover-set-key': keyOfSetLines,
  'remove-key-export': keyOfSetLines,
  'restore-disks': anyRestoreLines,
  'restore-vm': anyRestoreLines,
  'replace-disks': anyRestoreLines,
  'tag-made': (facts) => (plans(facts, 'tag-made') && facts.requestId ? [tagLines(facts)] : []),
  // Nobody keeps a record by hand.
  'quarantine-record-disks': () => [],
  'quarantine-record-machine': () => [],
  'quarantine-close-disks': (facts) => (isHeld(facts) ? [closeDisksLines(facts)] : []),
  'check-keys': (facts) => (bringsKeys(facts) ? [checkKeyLines(facts)] : []),
  'recover-keys': (facts) => (bringsKeys(facts) && facts.away.length > 0 ? [recoverKeyLines(facts)] : []),
  'apply-ade-settings': (facts) =>
    bringsKeys(facts) && facts.settings.length > 0 && !isOfFiles(facts) ? [settingsLines(facts)] : [],
  'deploy-vm': (facts) => {
    if (isMadeByAzure(facts)) return [];
    return [isOfFiles(facts) ? fileMachineLines(facts) : machineLines(facts)];
  },
  'quarantine-apart': (facts) => (isHeld(facts) ? [apartLines(facts)] : []),
  'ade-extension': (facts) =>
    bringsKeys(facts) && (plans(facts, 'ade-extension') || facts.osType === 'Linux') ? [extensionLines(facts)] : [],
  verify: (facts) => [verifyLines(facts)],
  'remove-key-copy': (facts) =>
    (bringsKeys(facts) || facts.setKey) && facts.keyCopy !== 'gone' ? [removeCopyLines(facts)] : [],
};

function handSteps(facts: HandFacts): HandStep[] {
  // The machine needs its keys in a key vault of its region, and what stands there nobody knows.
  if (facts.inPair && bringsKeys(facts)) return anyRestoreLines(facts);
  return Object.entries(linesOf).flatMap(([kind, lines]) => lines(facts).filter((step) => step.kind === kind));
}

/** Across regions no confidential machine is restored. */
function keyOfSetLines(facts: HandFacts): HandStep[] {
  return facts.inPair ? [] : setKeyLines(facts);
}

function anyRestoreLines(facts: HandFacts): HandStep[] {
  return [restoreLines(facts)];
}

function plans({ plan }: HandFacts, kind: StepKind): boolean {
  return plan.steps.some((step) => step.kind === kind);
}

function isMadeByAzure({ plan }: HandFacts): boolean {
  return plan.effects.mode === 'new-vm' || plan.effects.mode === 'replace';
}

function bringsKeys(facts: HandFacts): boolean {
  return facts.keys.length > 0 && !isMadeByAzure(facts);
}

function isHeld(facts: HandFacts): boolean {
  return facts.plan.effects.networkMode === 'quarantine' && !isMadeByAzure(facts);
}

function isOfFiles({ plan }: HandFacts): boolean {
  return plan.effects.target.form === 'vhd';
}

/** @param kind only the first begins anew: after a failure nothing goes on because of the second */
function subscriptionLines(kind: 'sign-in' | 'other-subscription', portal: string, subscriptionId: string): HandStep {
  return {
    kind,
    portal,
    atGroup: false,
    az: [`az account set --subscription ${sh(subscriptionId)}`],
    powershell: [`Set-AzContext -Subscription ${ps(subscriptionId)}`],
    rest: [],
  };
}
