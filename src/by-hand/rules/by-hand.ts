import { extensionLines } from './extension-lines.ts';
import { fileMachineLines } from './file-lines.ts';
import type { HandFacts, HandKind, HandStep } from './hand-step.ts';
import { checkKeyLines, recoverKeyLines, removeCopyLines } from './key-lines.ts';
import { machineLines, verifyLines } from './machine-lines.ts';
import { ps, sh } from './quote.ts';
import { restoreLines } from './restore-lines.ts';
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
  return known.length === 0 ? [] : [signIn(facts), ...known];
}

function handSteps(facts: HandFacts): HandStep[] {
  const { plan, keys, away, settings, osType } = facts;
  const restore = restoreLines(facts);
  const tag = plan.steps.some(({ kind }) => kind === 'tag-made') && facts.requestId ? [tagLines(facts)] : [];
  if (plan.effects.mode === 'new-vm' || plan.effects.mode === 'replace') {
    return [restore, ...tag, verifyLines(facts)];
  }
  const encrypted = keys.length > 0;
  const files = plan.effects.target.form === 'vhd';
  const extension = plan.steps.some(({ kind }) => kind === 'ade-extension') || osType === 'Linux';
  return [
    restore,
    ...tag,
    ...(encrypted ? [checkKeyLines(facts)] : []),
    ...(encrypted && away.length > 0 ? [recoverKeyLines(facts)] : []),
    ...(encrypted && settings.length > 0 && !files ? [settingsLines(facts)] : []),
    files ? fileMachineLines(facts) : machineLines(facts),
    ...(encrypted && extension ? [extensionLines(facts)] : []),
    verifyLines(facts),
    ...(encrypted && facts.keyCopy !== 'gone' ? [removeCopyLines(facts)] : []),
  ];
}

function signIn({ vault }: HandFacts): HandStep {
  return {
    kind: 'sign-in',
    portal: vault.id,
    az: [`az account set --subscription ${sh(vault.subscriptionId)}`],
    powershell: [`Set-AzContext -Subscription ${ps(vault.subscriptionId)}`],
    rest: [],
  };
}
