import { subscriptionOf } from '../../kernel/arm-id.ts';
import { extensionLines } from './extension-lines.ts';
import { fileMachineLines } from './file-lines.ts';
import type { HandFacts, HandKind, HandStep } from './hand-step.ts';
import { checkKeyLines, recoverKeyLines, removeCopyLines } from './key-lines.ts';
import { machineLines, verifyLines } from './machine-lines.ts';
import { apartLines, closeDisksLines } from './quarantine-lines.ts';
import { ps, sh } from './quote.ts';
import { restoreLines } from './restore-lines.ts';
import { setKeyLines } from './set-key-lines.ts';
import { settingsLines } from './settings-lines.ts';
import { tagLines } from './tag-lines.ts';
import { waitingFor } from './under-way.ts';

/**
 * Everything that is left to do, as lines. A restore of disks alone goes on to the machine here too: that is what the
 * lines are asked for. Steps that are done are not repeated, one that is under way is waited for.
 */
export function byHand(facts: HandFacts): HandStep[] {
  const done = new Set<HandKind>(facts.done);
  const left = handSteps(facts)
    .filter(({ kind }) => !done.has(kind))
    .map((step) => waitingFor(facts, step));
  // What comes after it takes what it makes.
  const unknown = left.findIndex(({ underWay }) => underWay === 'unknown');
  const known = unknown === -1 ? left : left.slice(0, unknown + 1);
  if (known.length === 0) return [];
  return [subscriptionLines('sign-in', facts.vault.id, facts.vault.subscriptionId), ...inTarget(facts, known)];
}

/** What names a resource group goes where the restore went; the vault may be of another subscription. */
function inTarget({ vault, machine }: HandFacts, steps: HandStep[]): HandStep[] {
  const target = subscriptionOf(machine.groupId);
  const at = steps.findIndex(({ kind }) => isInGroup.has(kind));
  if (at === -1 || target === '' || target === vault.subscriptionId.toLowerCase()) return steps;
  const change = subscriptionLines('other-subscription', machine.groupId, target);
  return [...steps.slice(0, at), change, ...steps.slice(at)];
}

const isInGroup: ReadonlySet<HandKind> = new Set([
  'quarantine-close-disks',
  'quarantine-apart',
  'apply-ade-settings',
  'deploy-vm',
  'ade-extension',
  'verify',
]);

function handSteps(facts: HandFacts): HandStep[] {
  const { plan, keys, away, settings, osType } = facts;
  const restore = restoreLines(facts);
  const tag = plan.steps.some(({ kind }) => kind === 'tag-made') && facts.requestId ? [tagLines(facts)] : [];
  // Across regions no confidential machine is restored.
  const key = facts.inPair ? [] : setKeyLines(facts);
  const left = facts.setKey && facts.keyCopy !== 'gone' ? [removeCopyLines(facts)] : [];
  if (plan.effects.mode === 'new-vm' || plan.effects.mode === 'replace') {
    return [...key, restore, ...tag, verifyLines(facts), ...left];
  }
  const encrypted = keys.length > 0;
  // The machine needs its keys in a key vault of its region, and what stands there nobody knows.
  if (facts.inPair && encrypted) return [restore];
  const files = plan.effects.target.form === 'vhd';
  // It has managed disks and a rebuild always.
  const held = plan.effects.networkMode === 'quarantine';
  const extension = plan.steps.some(({ kind }) => kind === 'ade-extension') || osType === 'Linux';
  return [
    ...key,
    restore,
    ...tag,
    ...(held ? [closeDisksLines(facts)] : []),
    ...(encrypted ? [checkKeyLines(facts)] : []),
    ...(encrypted && away.length > 0 ? [recoverKeyLines(facts)] : []),
    ...(encrypted && settings.length > 0 && !files ? [settingsLines(facts)] : []),
    files ? fileMachineLines(facts) : machineLines(facts),
    ...(held ? [apartLines(facts)] : []),
    ...(encrypted && extension ? [extensionLines(facts)] : []),
    verifyLines(facts),
    ...(encrypted && facts.keyCopy !== 'gone' ? [removeCopyLines(facts)] : left),
  ];
}

/** @param kind only the first begins anew: after a failure nothing goes on because of the second */
function subscriptionLines(kind: 'sign-in' | 'other-subscription', portal: string, subscriptionId: string): HandStep {
  return {
    kind,
    portal,
    az: [`az account set --subscription ${sh(subscriptionId)}`],
    powershell: [`Set-AzContext -Subscription ${ps(subscriptionId)}`],
    rest: [],
  };
}
