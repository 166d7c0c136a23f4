import { agentAnswers } from '../world/machine-life.ts';
import type { ArmResource } from '../world/resources.ts';
import type { Machine } from '../world/virtual-machine.ts';
import type { World } from '../world/world.ts';

/** States in which a VM is on no host. */
const off = new Set<Machine['power']>(['deallocated', 'starting', 'deallocating']);

/**
 * What the platform sees of a VM now. A deallocated one has neither agent nor disks: nothing is known of its
 * encryption then.
 */
export function instanceView(world: World, vm: ArmResource, now: Date): Record<string, unknown> {
  const machine = world.machines.get(vm.id.toLowerCase());
  if (!machine) return { statuses: [provisioned(now)] };
  const running = machine.power === 'running';
  const profile = vm.properties.storageProfile as {
    osDisk: { name: string; osType: string };
    dataDisks: { name: string }[];
  };
  const windows = profile.osDisk.osType === 'Windows';
  return {
    ...(running && {
      computerName: vm.name.slice(0, 15),
      osName: windows ? 'Windows Server 2022 Datacenter' : 'ubuntu',
      osVersion: windows ? '10.0.20348.2700' : '22.04',
      vmAgent: agent(machine, windows, now),
    }),
    ...(!off.has(machine.power) && {
      hyperVGeneration: 'V2',
      disks: [profile.osDisk, ...profile.dataDisks].map(({ name }) => disk(machine, name)),
      bootDiagnostics: {},
    }),
    ...extensionViews(world, vm, running),
    statuses: [provisioning(vm, machine), power(machine)],
  };
}

function agent(machine: Machine, windows: boolean, now: Date): Record<string, unknown> {
  const ready = agentAnswers(machine, now);
  return {
    vmAgentVersion: ready ? (windows ? '2.7.41491.1095' : '2.11.1.12') : 'Unknown',
    statuses: [
      {
        code: ready ? 'ProvisioningState/succeeded' : 'ProvisioningState/Unavailable',
        level: ready ? 'Info' : 'Warning',
        displayStatus: ready ? 'Ready' : 'Not Ready',
        message: ready
          ? 'GuestAgent is running and processing the extensions.'
          : 'VM status blob is found but not yet populated.',
        time: now.toISOString(),
      },
    ],
    extensionHandlers: [],
  };
}

function disk(machine: Machine, name: string): Record<string, unknown> {
  const state = machine.disks.get(name);
  return {
    name,
    ...(state && state.encryptionSettings.length > 0 && { encryptionSettings: state.encryptionSettings }),
    statuses: [
      provisioned(machine.bootedAt),
      ...(state?.encrypted
        ? [{ code: 'EncryptionState/encrypted', level: 'Info', displayStatus: 'Encryption is enabled on disk' }]
        : []),
    ],
  };
}

function extensionViews(world: World, vm: ArmResource, running: boolean): Record<string, unknown> {
  const found = running ? world.resources.children('Microsoft.Compute/virtualMachines/extensions', vm.id) : [];
  if (found.length === 0) return {};
  return {
    extensions: found.map(({ name, properties }) => ({
      name,
      type: `${properties.publisher}.${properties.type}`,
      typeHandlerVersion: `${properties.typeHandlerVersion}.0.0`,
      statuses: [extensionStatus(String(properties.provisioningState))],
    })),
  };
}

function extensionStatus(state: string): Record<string, unknown> {
  if (state === 'Succeeded') {
    return { code: 'ProvisioningState/succeeded', level: 'Info', displayStatus: 'Provisioning succeeded' };
  }
  const failed = state === 'Failed';
  return failed
    ? { code: 'ProvisioningState/failed/1', level: 'Error', displayStatus: 'Provisioning failed' }
    : { code: 'ProvisioningState/transitioning', level: 'Info', displayStatus: 'Transitioning' };
}

function provisioned(time: Date): Record<string, unknown> {
  return {
    code: 'ProvisioningState/succeeded',
    level: 'Info',
    displayStatus: 'Provisioning succeeded',
    time: time.toISOString(),
  };
}

/** What failed last names its error in the code, and Azure's words for it. */
function provisioning(vm: ArmResource, { bootedAt, failure }: Machine): Record<string, unknown> {
  if (vm.properties.provisioningState !== 'Failed') return provisioned(bootedAt);
  return {
    code: failure ? `ProvisioningState/failed/${failure.code}` : 'ProvisioningState/failed',
    level: 'Error',
    displayStatus: 'Provisioning failed',
    ...(failure && { message: failure.message }),
    time: (failure?.at ?? bootedAt).toISOString(),
  };
}

function power(machine: Machine): Record<string, unknown> {
  return { code: `PowerState/${machine.power}`, level: 'Info', displayStatus: `VM ${machine.power}` };
}
