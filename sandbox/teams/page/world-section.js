import { api } from './api.js';
import { shortTime } from './clock.js';
import { fill, h } from './dom.js';

/** VMs, vaults, jobs, key vaults and what restores have made. A list is drawn again only when it has changed. */
export function worldSection() {
  const lists = {
    jobs: list('Jobs'),
    machines: list('Virtual machines'),
    vaults: list('Vaults'),
    keyVaults: list('Key vaults'),
    groups: list('Restored disks'),
  };
  const element = h(
    'section',
    { class: 'section' },
    h('h2', {}, 'World'),
    ...Object.values(lists).map((one) => one.element),
  );
  return {
    element,
    show(world) {
      lists.jobs.show(world.jobs, job);
      lists.machines.show(world.machines, machine, world.machineCount);
      lists.vaults.show(world.vaults, (vault) => [
        title(vault.name),
        `${vault.items} protected`,
        vault.guarded && tag('guarded', 'warning'),
        vault.running ? tag(`${vault.running} running`, 'accent') : null,
      ]);
      lists.keyVaults.show(world.keyVaults, (vault) => [
        title(vault.name),
        `${vault.keys.length} keys (${vault.keys.join(', ') || 'none'}), ${vault.secrets} secrets, ${vault.rights}`,
        vault.deleted > 0 && tag(`${vault.deleted} soft-deleted`, 'warning'),
        vault.backup ? null : tag('closed to Azure Backup', 'attention'),
        button(vault.backup ? 'Take from Azure Backup' : 'Give to Azure Backup', '/api/world/key-access', {
          keyVault: vault.name,
          granted: !vault.backup,
        }),
        button('Run its backups now', '/api/world/scheduled-backups', { keyVault: vault.name }),
      ]);
      lists.groups.show(world.groups, (group) => [title(group.group), group.disks.join(', ')]);
    },
  };
}

function list(name) {
  const count = h('span', { class: 'count' });
  const items = h('ul', { class: 'things' });
  const element = h(
    'details',
    { open: name !== 'Key vaults' && name !== 'Vaults' },
    h('summary', {}, name, ' ', count),
    items,
  );
  let key;
  return {
    element,
    show(things, describe, total = things.length) {
      const next = JSON.stringify(things);
      if (next === key) return;
      key = next;
      count.textContent = String(total);
      const rest = total > things.length ? [h('li', { class: 'more' }, `and ${total - things.length} more`)] : [];
      fill(items, [...things.map((one) => h('li', {}, ...describe(one).filter(Boolean))), ...rest]);
    },
  };
}

function machine(vm) {
  const tone = vm.protection === 'Protected' ? 'good' : 'warning';
  return [
    title(vm.name),
    tag(vm.encryption, vm.encryption === 'ADE' ? 'accent' : ''),
    tag(vm.protection, tone),
    h('small', {}, `${vm.group}, ${vm.power}${vm.vault ? `, ${vm.points} points in ${vm.vault}` : ''}`),
  ];
}

function job(one) {
  const tones = { Completed: 'good', Failed: 'attention', InProgress: 'accent', CompletedWithWarnings: 'warning' };
  const running = one.status === 'InProgress' || one.status === 'Cancelling';
  return [
    title(`${one.operation} ${one.vm}`),
    tag(one.status, tones[one.status] ?? ''),
    running && h('progress', { max: '100', value: one.percent, 'aria-label': `${one.operation} of ${one.vm}` }),
    h('small', {}, `${one.vault}, ${shortTime(one.startedAt)}`),
  ];
}

/** @param body of the control API's call; it names the key vault, which the label of a button has to say too */
const button = (text, path, body) =>
  h(
    'button',
    {
      type: 'button',
      class: 'small',
      'aria-label': `${text}: ${body.keyVault}`,
      onclick: () => api('POST', path, body).catch(() => undefined),
    },
    text,
  );
const title = (text) => h('strong', {}, text);
const tag = (text, tone) => h('span', { class: `tag ${tone}` }, text);
