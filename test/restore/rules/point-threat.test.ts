import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ThreatFacts } from '../../../src/kernel/facts.ts';
import { pointThreat, threatTitles, worseThreat } from '../../../src/restore/rules/point-threat.ts';

type Finding = ThreatFacts['findings'][number];
const finding = (title: string, severity: Finding['severity']): Finding => ({ title, severity });
const titles = (...findings: Finding[]) => threatTitles({ threat: { status: 'unhealthy', findings } });

describe('what was known against a machine when a point was taken', () => {
  it('is a warning or worse; that it was well, or that nothing is told, is none', () => {
    const threatOf = (status: ThreatFacts['status']) => pointThreat({ threat: { status, findings: [] } });
    assert.deepEqual([threatOf('warning'), threatOf('unhealthy')], ['warning', 'unhealthy']);
    assert.equal(threatOf('healthy'), undefined);
    assert.equal(pointThreat({}), undefined);
  });

  it('is the worse of two, whichever was told first', () => {
    const both = ['warning', 'unhealthy', undefined] as const;
    const worse = both.map((a) => both.map((b) => worseThreat(a, b)));
    assert.deepEqual(worse, [
      ['warning', 'unhealthy', 'warning'],
      ['unhealthy', 'unhealthy', 'unhealthy'],
      ['warning', 'unhealthy', undefined],
    ]);
  });

  it('is told by three names at most, each once, the worst first', () => {
    assert.deepEqual(threatTitles({}), []);
    assert.deepEqual(
      titles(finding('seen', 'informational'), finding('odd', 'warning'), finding('Petya', 'critical')),
      ['Petya', 'odd', 'seen'],
    );
    assert.deepEqual(
      titles(finding('?', 'unknown'), finding('low', 'informational'), finding('bad', 'high'), finding('bad', 'high')),
      ['bad', 'low', '?'],
    );
    assert.deepEqual(titles(finding('bad', 'high'), finding('Petya', 'critical')), ['Petya', 'bad']);
    const four = ['a', 'b', 'c', 'd'].map((title) => finding(title, 'high'));
    assert.deepEqual(titles(...four), ['a', 'b', 'c']);
  });
});
