import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { anyNames, everyLine, exchanged, harmless, meant, type Names } from './every-line.ts';

/**
 * Every line that a person is given to run is made twice: with harmless names, and with hostile ones in their place.
 * Both are run by a real bash in which `az` and its like only write down what they were given, and no other program can
 * be found. Each word must be the harmless one with the names exchanged, and no command more or less.
 */

const scratch = mkdtempSync(join(tmpdir(), 'by-hand-'));
writeFileSync(join(scratch, 'secret'), 'what a file says');
after(() => rmSync(scratch, { recursive: true }));

/**
 * `az` takes an argument that begins with @, or goes on with @ after its first =, for the name of a file, where there is
 * one. What comes through a pipe is waited for, so that commands stand in their order.
 */
const recorder = `
expanded() { local text; if [[ -e $1 ]]; then IFS= read -rd '' text < "$1" || true; REPLY=$text; else REPLY=@$1; fi; }
note() {
  local one
  if [[ -p /dev/stdin ]]; then IFS= read -rd '' || true; fi
  for one in "$@"; do
    if [[ $1 == az && $one == @?* ]]; then expanded "\${one:1}"; one=$REPLY
    elif [[ $1 == az && \${one#*=} == @?* && $one == *=* ]]; then expanded "\${one#*=@}"; one=\${one%%=*}=$REPLY
    fi
    printf '%s\\0' "$one" >&3
  done
  printf '\\1\\0' >&3
  if [[ " $* " == *' job wait '* ]]; then echo Completed; else echo '1 printed $(by it)'; fi
}
for program in az jq iconv tr grep base64 rm sort cat uuidgen; do eval "$program() { note $program \\"\\$@\\"; }"; done
export PATH=/nowhere
`;

/** What every program was given, in order; anything that bash or a missing program had to say fails. */
function commandsOf(lines: readonly string[]): string[][] {
  const script = `exec 3>&1 >/dev/null </dev/null\n${recorder}\n${lines.join('\n')}\n[ -z "$(jobs)" ]`;
  const said = execFileSync('/bin/bash', ['-euc', script], {
    encoding: 'utf8',
    cwd: scratch,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return said
    .split('\u0001\0')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));
}

function assertSameCommands(make: (names: Names) => string[], usual: string[][], names: Names): void {
  const expected = usual.map((words) => words.map((word) => exchanged(meant(word), names)));
  const got = commandsOf(make(names)).map((words) => words.map(meant));
  assert.deepEqual(got, expected);
}

/** A line for PowerShell as what stands outside of its texts, and the texts. A text ends at a single quote of any kind. */
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
      const usual = commandsOf(bash(harmless));
      assert.ok(usual.length > 0);
      fc.assert(
        fc.property(anyNames, (names) => assertSameCommands(bash, usual, names)),
        { numRuns: 20 },
      );
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
