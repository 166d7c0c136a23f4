import { ps, sh } from '../../kernel/quote.ts';
import { mayRestore, type StepKind } from '../../restore/rules/plan.ts';
import { settingsLines } from './disk-lines.ts';
import { extensionLines } from './extension-lines.ts';
import { fileMachineLines } from './file-lines.ts';
import { type HandFacts, type HandKind, type HandStep, otherSubscription } from './hand-step.ts';
import { checkKeyLines, recoverKeyLines, removeCopyLines } from './key-lines.ts';
import { machineLines, tagLines, verifyLines } from './machine-lines.ts';
import { apartLines, closeDisksLines } from './quarantine-lines.ts';
import { restoreLines } from './restore-lines.ts';
import { setKeyLines } from './set-key-lines.ts';
import { waitingFor } from './under-way.ts';

/**
 * All remaining steps as lines. A restore of disks alone continues to the machine here, which is the purpose of the
 * lines. Completed steps are not repeated; one under way is waited for.
 */
export function byHand(facts: HandFacts): HandStep[] {
  const done = new Set(facts.done);
  const left = handSteps(facts)
    .filter(({ kind }) => !done.has(kind))
    .map((step) => waitingFor(facts, step));
  // Later steps need its result.
  const unknown = left.findIndex(({ underWay }) => underWay === 'unknown');
  const known = unknown === -1 ? left : left.slice(0, unknown + 1);
  if (known.length === 0) return [];
  return [subscriptionLines('sign-in', facts.vault.id, facts.vault.subscriptionId), ...inTarget(facts, known)];
}

/**
 * Lines that work in the restore's resource group run in its subscription; the vault's may be another. The restore
 * itself starts at the vault and names both.
 */
function inTarget(facts: HandFacts, steps: HandStep[]): HandStep[] {
  const target = otherSubscription(facts);
  const at = steps.findIndex(({ kind, atGroup }) => atGroup && !mayRestore.includes(kind));
  if (at === -1 || target === undefined) return steps;
  const change = subscriptionLines('other-subscription', facts.machine.groupId, target);
  return [...steps.slice(0, at), change, ...steps.slice(at)];
}

/** Lines of each step kind, in typing order. The compiler demands lines for a new kind. */
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
  // The machine needs its keys in a key vault of its region, and the contents of that one are unknown.
  if (facts.inPair && bringsKeys(facts)) return anyRestoreLines(facts);
  return Object.entries(linesOf).flatMap(([kind, lines]) => lines(facts).filter((step) => step.kind === kind));
}

/** Confidential machines are never restored across regions. */
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

/** @param kind only 'sign-in' starts anew; after a failure, 'other-subscription' must not let later lines run */
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
