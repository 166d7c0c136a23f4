import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { factsOf, hear, written } from '../../../../sentences/evaluate.ts';
import { catalogue } from '../../../../src/azure/rules/explain-error.ts';
import { parseSentence } from '../../../../src/chat/rules/plain-words/parse-sentence.ts';

const facts = factsOf({});
const heard = (say: string) => written(hear(say, facts).reading, facts.now);

const typedTitles = catalogue.flatMap(({ titles }) => titles).filter((title) => /^(?:[A-Z][a-z]+){3,}$/.test(title));
const unknown = [
  'UserErrorSomethingThatNobodyKnows',
  'ExtensionSnapshotFailedOnTuesday',
  'VMRestorePointInternalError',
  'GuestAgentFailed',
  'SomeOddCode',
];
const before = [
  ...['ffs why does it keep saying', 'got', 'ik krijg steeds', 'backup failed:', 'job failed with', 'Error code:'],
  ...['sql-01 gives', 'snapshot operation failed due to', 'wat betekent', 'who has seen', 'taak mislukt:', 'vm says'],
  ...['nobody told me about', 'in the portal:', 'it is waiting, and', 'how do I get rid of', "i don't understand"],
];
const behind = [
  ...['', '-- now what', 'wtf', 'again this morning', 'wat moet ik daarmee', 'and nobody knows why', 'in rsv-prod'],
  ...['on dev-01', 'since last night', 'please help', ', any ideas?', 'as usual on a monday', '. Retry later.'],
];

suite('the code of an error is looked up, whatever stands around it', () => {
  test('known, or only written as codes are', () => {
    const said = fc.tuple(
      fc.constantFrom(...before),
      fc.constantFrom(...typedTitles, ...unknown),
      fc.constantFrom(...behind),
      fc.constantFrom('', '"', '`', '('),
    );
    fc.assert(
      fc.property(said, ([lead, code, rest, sign]) => {
        const close = sign === '(' ? ')' : sign;
        const say = `${lead} ${sign}${code}${close}${/^[.,]/.test(rest) ? '' : ' '}${rest}`.trim();
        // "Error" begins a line of explain, which looks for a code in the text behind it.
        assert.match(heard(say), new RegExp(`^explain [^|]*${code}`), say);
      }),
      { numRuns: 500 },
    );
  });

  for (const [say, code] of [
    [
      'Snapshot operation failed due to no network connectivity on the virtual machine. Error code: ExtensionSnapshotFailedNoNetwork -- now what',
      'ExtensionSnapshotFailedNoNetwork',
    ],
    ['ErrorCode=ExtensionSnapshotFailedNoNetwork; please help', 'ExtensionSnapshotFailedNoNetwork'],
    ['{"code":"UserErrorNobodyKnowsThis","target":null} ???', 'UserErrorNobodyKnowsThis'],
    ['Backup failed for dev-01 due to ExtensionSnapshotFailedNoNetwork', 'ExtensionSnapshotFailedNoNetwork'],
    ['usererrornobodyknowsthis, what now', 'usererrornobodyknowsthis'],
  ] as const)
    test(say, () => assert.equal(heard(say), `explain ${code}`));

  test('in a message that is too long for a sentence', () =>
    assert.equal(
      heard(
        `${'The operation was tried and came to nothing, as before. '.repeat(9)} Code: UserErrorVmNotFoundInRegion`,
      ),
      'explain UserErrorVmNotFoundInRegion',
    ));

  test('two of them are both looked up', () =>
    assert.equal(
      heard('is ExtensionSnapshotFailedCOM the same as ExtensionSnapshotFailedNoNetwork'),
      '? explain ExtensionSnapshotFailedCOM | explain ExtensionSnapshotFailedNoNetwork',
    ));
});

suite('but what is said of it stays', () => {
  for (const [say, expected] of [
    ["I'll look at UserErrorVmNotFoundInRegion", 'exact on it UserErrorVmNotFoundInRegion'],
    ['be quiet about UserErrorVmNotFoundInRegion for a day', 'exact mute UserErrorVmNotFoundInRegion 24h'],
    [
      'kan die UserErrorVmNotFoundInRegion alert op mute tot het gefixt is',
      'exact mute UserErrorVmNotFoundInRegion until fixed',
    ],
    ['retry R-7K2M, it failed with UserErrorVmNotFoundInRegion', 'exact retry R-7K2M'],
    [
      'restore sql-01 to last night, it died with UserErrorVmNotFoundInRegion',
      '? explain UserErrorVmNotFoundInRegion | restore sql-01 25 Nov 02:00',
    ],
  ] as const)
    test(say, () => assert.equal(heard(say), expected));

  test('and where it is the reason of what is wished, that is read', () =>
    assert.match(
      written(
        parseSentence('restore sql-01 to last night, isolated, because of UserErrorVmNotFoundInRegion', facts),
        facts.now,
      ),
      /^\? restore sql-01 25 Nov 02:00 isolated because UserErrorVmNotFoundInRegion$/,
    ));

  test('the name of a machine that nobody can see is none', () =>
    assert.doesNotMatch(heard('restore OrdersWebServer to last night'), /explain/));
});
