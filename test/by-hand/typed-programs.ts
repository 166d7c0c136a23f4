import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { azRest } from './az-rest.ts';
import { jq } from './jq.ts';

/**
 * `az` and `jq` for lines typed in a bash. They run in this process: starting one for each line would take longer than
 * all of the line's work.
 */
export type TypedPrograms = {
  /** Bash lines that define them as commands. */
  defined: string;
  close(): Promise<void>;
};

/** Each command sends over its own connection: number of words, working directory, piped input, the words. */
const asked = `
typed() {
  local wire status input=$1
  shift
  exec {wire}<> "/dev/tcp/127.0.0.1/$PROGRAMS"
  printf '%s\\0' "$#" "$PWD" "$input" "$@" >&"$wire"
  IFS= read -r status <&"$wire"
  if [[ $status == 0 ]]; then cat <&"$wire"; else cat <&"$wire" >&2; fi
  exec {wire}>&-
  return "$status"
}
az() { typed '' az "$@"; }
jq() {
  local at=1 input='' takes=1
  while [[ \${!at-} == -* ]]; do
    if [[ \${!at} == --arg* ]]; then at=$((at + 3)); continue; fi
    if [[ \${!at} == -*n* ]]; then takes=; fi
    at=$((at + 1))
  done
  if [[ $takes && $# -le $at ]]; then IFS= read -rd '' input || true; fi
  typed "$input" jq "$@"
}
`;

/** @param azurePort of the local Azure */
export async function typedPrograms(azurePort: number): Promise<TypedPrograms> {
  const server = createServer((wire) => void answer(wire, azurePort));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    defined: `PROGRAMS=${(server.address() as AddressInfo).port}\n${asked}`,
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(wire: Socket, azurePort: number): Promise<void> {
  try {
    const [folder = '', input = '', program, ...words] = await wordsFrom(wire);
    const said = program === 'az' ? await azRest(words, folder, azurePort) : await jq(words, input, folder);
    wire.write('0\n');
    wire.end(said);
  } catch (error) {
    wire.end(`1\n${error}\n`);
  }
}

function wordsFrom(wire: Socket): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    wire.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      const [count = '', ...words] = Buffer.concat(chunks).toString().split('\0');
      // Working directory and piped input precede the words, and nothing follows the last separator.
      if (words.length === Number(count) + 3) resolve(words.slice(0, -1));
    });
    wire.once('error', reject);
  });
}
