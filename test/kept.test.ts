import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, describe, it } from 'node:test';
import { keptFolder } from './kept.ts';

describe('a folder that is kept', () => {
  const sources = mkdtempSync(join(tmpdir(), 'strongroom-kept-'));
  const source = join(sources, 'source');
  // A name of its own, so that no run beside this one has it.
  const name = `kept-${sources.slice(-6)}`;
  const made = new Set<string>();
  after(() => {
    for (const folder of [sources, ...made]) rmSync(folder, { recursive: true, force: true });
  });

  async function kept(fill: (folder: string) => void = copy): Promise<{ folder: string; holds: string }> {
    const folder = await keptFolder(name, [relative(join(import.meta.dirname, '..'), sources)], async (to) => fill(to));
    made.add(folder);
    return { folder, holds: readFileSync(join(folder, 'copy'), 'utf8') };
  }

  function copy(folder: string): void {
    mkdirSync(folder);
    writeFileSync(join(folder, 'copy'), readFileSync(source));
  }

  it('is filled once for the same sources, and anew for others', async () => {
    writeFileSync(source, 'one');
    const { folder } = await kept();
    assert.deepEqual(await kept(() => assert.fail('it is there')), { folder, holds: 'one' });
    writeFileSync(source, 'two');
    assert.equal((await kept()).holds, 'two');
  });

  it('never holds for some sources what was made of others, when they change meanwhile', async () => {
    writeFileSync(source, 'before');
    const changed = await kept((folder) => {
      writeFileSync(source, 'after');
      copy(folder);
    });
    assert.equal(changed.holds, 'after');
    writeFileSync(source, 'before');
    assert.equal((await kept()).holds, 'before');
  });

  it('is filled from its beginning where a process of the same id was killed while it filled it', async () => {
    writeFileSync(source, 'killed');
    const { folder } = await kept();
    rmSync(folder, { recursive: true });
    mkdirSync(`${folder}.${process.pid}`);
    assert.equal((await kept()).holds, 'killed');
  });

  it('is removed a day after it was last used', async () => {
    const yesterday = new Date(Date.now() - 25 * 60 * 60_000);
    writeFileSync(source, 'used');
    const used = await kept();
    utimesSync(used.folder, yesterday, yesterday);
    await kept(() => assert.fail('it is there'));
    writeFileSync(source, 'another');
    const { folder } = await kept();
    writeFileSync(source, 'used');
    assert.equal((await kept(() => assert.fail('it was used'))).holds, 'used');

    utimesSync(folder, yesterday, yesterday);
    writeFileSync(source, 'third');
    await kept();
    writeFileSync(source, 'another');
    let anew = 0;
    await kept((to) => {
      anew += 1;
      copy(to);
    });
    assert.equal(anew, 1);
  });
});
