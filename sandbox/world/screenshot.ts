import { guid } from './ids.ts';
import { agentAnswers } from './machine-life.ts';
import { write } from './pixel-font.ts';
import { Canvas, type Colour } from './png.ts';
import type { ArmResource } from './resources.ts';
import type { Machine } from './virtual-machine.ts';
import type { World } from './world.ts';

/** The account that Azure keeps boot diagnostics in, which belongs to no subscription of the world. */
const account = 'mdwesteurope';

const black: Colour = [0, 0, 0];
const white: Colour = [255, 255, 255];
const grey: Colour = [170, 170, 170];
const recoveryBlue: Colour = [0, 95, 184];
const loginBlue: Colour = [16, 34, 64];

/** Puts the picture of a VM's screen where its signed address leads. Azure names it .bmp; ours is a PNG (modelled). */
export function takeScreenshot(world: World, vm: ArmResource, now: Date) {
  const machine = world.machines.get(vm.id.toLowerCase());
  const container = `bootdiagnostics-${vm.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, 9)}-${guid(`boot ${vm.id}`)}`;
  const name = `${vm.name}.${guid(`boot ${vm.id}`)}`;
  const put = (end: string, content: Buffer, contentType: string) => {
    world.blobs.put(account, container, `${name}${end}`, { content, contentType, writtenAt: now });
    return `${container}/${name}${end}`;
  };
  const picture = draw(vm, machine, now);
  return {
    screenshot: { host: `${account}.blob.core.windows.net`, path: put('.screenshot.bmp', picture, 'image/bmp') },
    serialLog: put('.serialconsole.log', Buffer.alloc(0), 'text/plain'),
  };
}

function draw(vm: ArmResource, machine: Machine | undefined, now: Date): Buffer {
  const windows = /"osType":"Windows"/i.test(JSON.stringify(vm.properties.storageProfile));
  if (machine?.power !== 'running') return new Canvas(640, 400, black).toPng();
  if (machine.asksForKey) return windows ? recovery() : passphrase(vm.name);
  if (!agentAnswers(machine, now)) return starting();
  return windows ? lockScreen(now) : login(vm.name);
}

/** The blue prompt of BitLocker. */
function recovery(): Buffer {
  const canvas = new Canvas(640, 400, recoveryBlue);
  write(canvas, 48, 56, 'BitLocker recovery', white, 3);
  write(canvas, 48, 112, 'Enter the recovery key for this drive', white, 2);
  canvas.fill(48, 148, 544, 30, white);
  canvas.fill(50, 150, 540, 26, recoveryBlue);
  write(canvas, 48, 200, 'Recovery key ID: not shown in the sandbox', white);
  write(canvas, 48, 340, 'Press Enter to continue', white, 2);
  write(canvas, 48, 366, 'Press Esc for more recovery options', white, 2);
  return canvas.toPng();
}

function passphrase(name: string): Buffer {
  const canvas = new Canvas(640, 400, black);
  write(canvas, 16, 24, `${name}: boot`, grey, 2);
  write(canvas, 16, 56, 'Please unlock disk osencrypt:', white, 2);
  return canvas.toPng();
}

function starting(): Buffer {
  const canvas = new Canvas(640, 400, black);
  write(canvas, 240, 184, 'Starting', grey, 3);
  return canvas.toPng();
}

function lockScreen(now: Date): Buffer {
  const canvas = new Canvas(640, 400, loginBlue);
  write(canvas, 212, 120, now.toISOString().slice(11, 16), white, 7);
  write(canvas, 160, 210, 'Press Ctrl-Alt-Delete to unlock', white, 2);
  return canvas.toPng();
}

function login(name: string): Buffer {
  const canvas = new Canvas(640, 400, black);
  write(canvas, 16, 24, 'Ubuntu 22.04 LTS tty1', grey, 2);
  write(canvas, 16, 60, `${name} login: _`, white, 2);
  return canvas.toPng();
}
