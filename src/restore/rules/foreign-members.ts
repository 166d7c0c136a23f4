import { requestTag } from '../../kernel/request-tag.ts';
import { jobTag } from './restored-tag.ts';
import { Unresolved } from './template-values.ts';

/** Members that run something, show something, or hand somebody a right, wherever they stand. */
const foreignMembers = new Set(
  [
    'identity',
    'resources',
    'copy',
    'scope',
    'subscriptionId',
    'resourceGroup',
    'osProfile',
    'customData',
    'userData',
    'applicationProfile',
    'secrets',
    'protectedSettings',
    'keyVault',
    'reference',
    'outputs',
    // What a deployment of ours puts there itself, and what Azure Backup does: anybody else's is a lie.
    requestTag,
    jobTag,
    '__proto__',
  ].map((name) => name.toLowerCase()),
);

export function isForeignMember(name: string): boolean {
  return foreignMembers.has(name.toLowerCase()) || isForeignText(name);
}

/** Whether a value that nobody knows names a resource or an address, or holds what is only worked out at run time. */
export function foreignIn(value: unknown): boolean {
  if (value instanceof Unresolved) return true;
  if (typeof value === 'string') return isForeignText(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([name, one]) => (!Array.isArray(value) && isForeignMember(name)) || foreignIn(one),
  );
}

/** An expression of Resource Manager begins with a bracket. */
function isForeignText(text: string): boolean {
  return text.startsWith('[') || /\/subscriptions\/|\/providers\/|:\/\//i.test(text);
}
