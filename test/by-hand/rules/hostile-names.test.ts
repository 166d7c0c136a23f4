import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { seeded } from '../../faults/seeded.ts';
import { anyNames, everyLine, exchanged, harmless, meant, type Names } from './every-line.ts';

/**
 * Every line that a person is given to run is built twice: with harmless names, and with hostile ones in their place.
 * Both run in a real bash in which `az` and the like only record their arguments, and no other program can be found.
 * Each word must be the harmless one with the names replaced, and the commands must be the same.
 */

const scratch = mkdtempSync(join(tmpdir(), 'by-hand-'));
writeFileSync(join(scratch, 'secret'), 'what a file says');
after(() => rmSync(scratch, { recursive: true }));

/**
 * `az` reads a file for an argument that begins with @, or has @ after its first =, if the file exists. Piped input is
 * awaited, so that commands stay in order.
 */
const recorder = `
expanded() { local text; if [[ -e $1 ]]; then IFS= read -rd '' text < "$1" || true; REPLY=$text; else REPLY=@$1; fi; }
note() {
  local one words=("$@")
  if [[ -p /dev/stdin ]]; then IFS= read -rd '' || true; fi
  if [[ $1 == az && "$*" == *@* ]]; then
    words=()
    for one in "$@"; do
      if [[ $one == @?* ]]; then expanded "\${one:1}"; one=$REPLY
      elif [[ \${one#*=} == @?* && $one == *=* ]]; then expanded "\${one#*=@}"; one=\${one%%=*}=$REPLY
      fi
      words+=("$one")
    done
  fi
  printf '%s\\0' "\${words[@]}" $'\\1' >&3
  if [[ " $* " == *' job wait '* ]]; then echo Completed; else echo '1 printed $(by it)'; fi
}
for program in az jq iconv tr grep base64 rm sort cat uuidgen; do eval "$program() { note $program \\"\\$@\\"; }"; done
export PATH=/nowhere
`;

/** Runs each of its arguments separately. On the third descriptor each ends with its result, before a \\2. */
const runner = `
exec 3>&1 2>&1 >/dev/null </dev/null
${recorder}
scripts=("$@")
set --
for script in "\${scripts[@]}"; do
  set +e
  (set -e; eval "$script"; [ -z "$(jobs)" ])
  printf '%s\\2' "$?" >&3
done
`;

/**
 * Arguments of every program, in order; messages of bash or about a missing program are among them, before a word or
 * the end.
 */
type Ran = { commands: string[][]; ended: string };

/** Runs all scripts in one bash: it takes longer to start than to run most of them. */
function ran(scripts: readonly string[][]): Ran[] {
  const said = execFileSync(
    '/bin/bash',
    ['--norc', '-uc', runner, 'bash', ...scripts.map((lines) => lines.join('\n'))],
    {
      encoding: 'utf8',
      cwd: scratch,
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const all = said.split('\u0002').slice(0, -1);
  assert.equal(all.length, scripts.length);
  return all.map((one) => {
    const parts = one.split('\u0001\0');
    return { commands: parts.slice(0, -1).map((words) => words.split('\0').slice(0, -1)), ended: parts.at(-1) ?? '' };
  });
}

/** Asserts the harmless words with the names replaced. */
function assertSameCommands(usual: Ran, got: Ran, names: Names): void {
  assert.deepEqual(
    { ...got, commands: got.commands.map((words) => words.map(meant)) },
    { ...usual, commands: usual.commands.map((words) => words.map((word) => exchanged(meant(word), names))) },
  );
}

/** Splits a PowerShell line into its strings and the rest. A string ends at a single quote of any kind. */
function inPowerShell(line: string): { outside: string; texts: string[] } {
  const texts: string[] = [];
  const quote = /['\u2018-\u201b]((?:[^'\u2018-\u201b]|['\u2018-\u201b]{2})*)['\u2018-\u201b]/g;
  const outside = line.replace(quote, (_, inside: string) => {
    texts.push(inside.replace(/(['\u2018-\u201b])['\u2018-\u201b]/g, '$1'));
    return '<text>';
  });
  return { outside, texts };
}

function assertSameInPowerShell(make: (names: Names) => string[], names: Names): void {
  const expected = make(harmless).map(inPowerShell);
  const got = make(names).map(inPowerShell);
  assert.deepEqual(
    got.map(({ outside }) => outside),
    expected.map(({ outside }) => outside),
  );
  assert.deepEqual(
    got.map(({ texts }) => texts.map(meant)),
    expected.map(({ texts }) => texts.map((text) => exchanged(meant(text), names))),
  );
}

for (const [name, { bash, powershell }] of Object.entries(everyLine)) {
  describe(`the lines of ${name}`, () => {
    it('give bash, and az, the words that are meant, whatever the names are', () => {
      const { seed } = seeded(process.env.SEED);
      const hostile = fc.sample(anyNames, { numRuns: 20, seed });
      const [usual, ...all] = ran([harmless, ...hostile].map(bash));
      assert.ok(usual && usual.commands.length > 0);
      assert.equal(usual.ended, '0');
      for (const [at, names] of hostile.entries()) {
        const said = `SEED=${seed} repeats it, with names ${JSON.stringify(Array.from({ length: 12 }, (_, place) => names(place)))}`;
        try {
          assertSameCommands(usual, all[at] as Ran, names);
        } catch (error) {
          throw new Error(`${said}: ${error}`, { cause: error });
        }
      }
    });

    if (powershell) {
      it('are the same lines to PowerShell, whatever the names are', () => {
        fc.assert(
          fc.property(anyNames, (names) => assertSameInPowerShell(powershell, names)),
          { numRuns: 100 },
        );
      });
    }
  });
}
